package org.echomotion.xai.store;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.error.DeletedClip;
import org.echomotion.error.EchoMotionException;
import org.echomotion.tenant.Actors;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.explain.Artefact;

/** Explanations with their bytes. */
@ApplicationScoped
public class ExplanationStore {

  private final ExplanationRepository explanations;
  private final ArtefactRepository artefacts;
  private final BlobDirectory blobs;
  private final Actors actors;

  ExplanationStore(
      ExplanationRepository explanations,
      ArtefactRepository artefacts,
      BlobDirectory blobs,
      Actors actors) {
    this.explanations = explanations;
    this.artefacts = artefacts;
    this.blobs = blobs;
    this.actors = actors;
  }

  /** Returns a clip's explanation with a model and configuration. */
  @Transactional
  public Optional<StoredExplanation> find(
      UUID clipId, String modelVersion, String configurationHash) {
    return explanations.find(clipId, modelVersion, configurationHash).map(this::withArtefacts);
  }

  /** Returns a clip's newest explanation. */
  @Transactional
  public Optional<StoredExplanation> newestOf(UUID clipId) {
    return explanations.newestOf(clipId).map(this::withArtefacts);
  }

  /**
   * Stores an explanation: first the files, then the rows. So each row has its files. If the disk
   * is full, no file stays: the step is tried again, and leftovers would fill the disk further.
   *
   * @param replaced an earlier explanation that is deleted in the same step
   * @return the stored explanation: this one, or the earlier one; empty if the clip was deleted
   *     meanwhile, and then nothing is stored
   */
  public Optional<StoredExplanation> save(
      UUID clipId,
      UUID studyId,
      String configurationHash,
      Provenance provenance,
      List<Artefact> files,
      Optional<StoredExplanation> replaced) {
    UUID id = UUID.randomUUID();
    BlobDirectory.Place place = new BlobDirectory.Place(tenant(), clipId, id);
    StoredExplanation made =
        new StoredExplanation(
            id,
            clipId,
            studyId,
            configurationHash,
            provenance,
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            files.stream().map(ExplanationStore::row).toList());
    write(place, files);
    // If the outcome of the transaction is unknown, the bytes stay, because the row may exist. The
    // sweep deletes them otherwise.
    boolean kept;
    try {
      kept = QuarkusTransaction.requiringNew().call(() -> insert(made, replaced));
    } catch (RuntimeException e) {
      if (DeletedClip.caused(e)) {
        blobs.remove(place);
        return Optional.empty();
      }
      throw e;
    }
    if (kept) {
      replaced.ifPresent(old -> blobs.remove(new BlobDirectory.Place(tenant(), clipId, old.id())));
      return Optional.of(made);
    }
    blobs.remove(place);
    return QuarkusTransaction.requiringNew()
        .call(() -> find(clipId, provenance.getModelVersion(), configurationHash));
  }

  /**
   * Returns the file with an artefact's bytes.
   *
   * @throws EchoMotionException {@code ARTEFACT_LOST} if the file is missing or its bytes have
   *     changed
   */
  public Path file(StoredExplanation explanation, StoredArtefact artefact) {
    Artefact.Kind kind =
        Arrays.stream(Artefact.Kind.values())
            .filter(known -> known.fileName().equals(artefact.name()))
            .findFirst()
            .orElseThrow(() -> lost(explanation, artefact));
    Path file =
        blobs.file(new BlobDirectory.Place(tenant(), explanation.clipId(), explanation.id()), kind);
    try {
      if (Files.size(file) != artefact.lengthBytes() || !sha256(file).equals(artefact.sha256())) {
        throw lost(explanation, artefact);
      }
    } catch (IOException e) {
      throw lost(explanation, artefact);
    }
    return file;
  }

  /** Deletes the bytes of clips whose rows were deleted. */
  public void removeBlobs(Collection<UUID> clipIds) {
    String tenant = tenant();
    clipIds.forEach(clip -> blobs.remove(tenant, clip));
  }

  /**
   * Deletes files without a row, which are left by a crash between the two writes.
   *
   * @param age least age of deleted files, so that files being written are kept
   * @return number of deleted explanations
   */
  public int removeOrphans(Duration age) {
    List<BlobDirectory.Place> places = blobs.untouchedSince(tenant(), Instant.now().minus(age));
    Set<UUID> known =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    explanations.existing(
                        places.stream().map(BlobDirectory.Place::explanationId).toList()));
    List<BlobDirectory.Place> orphans =
        places.stream().filter(place -> !known.contains(place.explanationId())).toList();
    orphans.forEach(blobs::remove);
    return orphans.size();
  }

  /** Returns the tenants that have files. */
  public List<String> tenants() {
    return blobs.tenants();
  }

  private void write(BlobDirectory.Place place, List<Artefact> files) {
    try {
      files.forEach(file -> blobs.write(place, file));
    } catch (RuntimeException e) {
      blobs.remove(place);
      throw e;
    }
  }

  private String tenant() {
    return actors.required().tenant();
  }

  private boolean insert(StoredExplanation explanation, Optional<StoredExplanation> replaced) {
    replaced.ifPresent(old -> explanations.deleteById(old.id()));
    if (!explanations.insert(explanation)) {
      return false;
    }
    explanation.artefacts().forEach(artefact -> artefacts.insert(explanation.id(), artefact));
    return true;
  }

  private StoredExplanation withArtefacts(ExplanationEntity entity) {
    return entity.toRecord(artefacts.of(entity.id));
  }

  private static StoredArtefact row(Artefact file) {
    return new StoredArtefact(
        file.kind().fileName(), file.kind().mediaType(), file.bytes().length, sha256(file.bytes()));
  }

  private static EchoMotionException lost(StoredExplanation explanation, StoredArtefact artefact) {
    return new EchoMotionException(XaiError.ARTEFACT_LOST, artefact.name(), explanation.clipId());
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
