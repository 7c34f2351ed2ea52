package org.echomotion.ingest.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.AuditTrail;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.ingest.store.Admission;
import org.echomotion.ingest.store.Backlog;
import org.echomotion.ingest.store.StoredClip;
import org.echomotion.ingest.store.StudyStore;
import org.echomotion.ingest.store.TenantStore;
import org.echomotion.ingest.store.blob.UploadFiles;
import org.echomotion.ingest.store.blob.UploadKey;
import org.echomotion.pseudonym.StudyKeys;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;

/**
 * Receives uploads. Whether there is room is decided before the bytes are read. The bytes of an
 * upload that breaks off are kept, so that its caller can continue; the file of a complete upload
 * goes to {@link ClipIngestion}.
 */
@ApplicationScoped
class UploadReception {

  /** Largest number of parts of an upload that wait to be written to disk. */
  private static final int WAITING_PARTS = 4;

  private final ClipIngestion ingestion;
  private final StudyStore studies;
  private final UploadFiles files;
  private final Backlog backlog;
  private final StudyKeys keys;
  private final ArrivingUploads arriving;
  private final Actors actors;
  private final TenantStore tenants;
  private final AuditTrail audit;
  private final long maxUploadBytes;
  private final int mostWaiting;
  private final int mostWaitingOfTenant;

  UploadReception(
      ClipIngestion ingestion,
      StudyStore studies,
      UploadFiles files,
      Backlog backlog,
      StudyKeys keys,
      ArrivingUploads arriving,
      Actors actors,
      TenantStore tenants,
      AuditTrail audit,
      IngestSettings settings) {
    this.ingestion = ingestion;
    this.studies = studies;
    this.files = files;
    this.backlog = backlog;
    this.keys = keys;
    this.arriving = arriving;
    this.actors = actors;
    this.tenants = tenants;
    this.audit = audit;
    this.maxUploadBytes = settings.maxUploadBytes().asLongValue();
    this.mostWaiting = settings.maxWaitingClips();
    this.mostWaitingOfTenant = settings.maxWaitingClipsPerTenant();
  }

  /**
   * Returns the header of a file that is not too large.
   *
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  UploadHeader withinLimit(UploadHeader header) {
    if (header.lengthBytes() > maxUploadBytes) {
      throw new EchoMotionException(
          IngestError.TOO_LARGE,
          "a file of "
              + header.lengthBytes()
              + " bytes; "
              + DecodeLimits.setting("max-upload-bytes", maxUploadBytes));
    }
    return header;
  }

  /**
   * Returns the number of bytes that the caller has uploaded of a file, from its start. Uploads of
   * the file by the caller that are still receiving end: their connections are taken for broken.
   *
   * @return the length of the file if it is being decoded or is stored
   */
  long progress(UploadHeader header) {
    UploadKey key = key(header);
    for (Upload upload : arriving.of(key)) {
      upload.interrupt(new EchoMotionException(IngestError.UPLOAD_BROKEN));
    }
    if (arriving.of(key).stream().anyMatch(Upload::isComplete)) {
      return header.lengthBytes();
    }
    long kept = files.keptBytes(key);
    return kept == 0 && !studies.clips(header.studyKey(), header.sha256()).isEmpty()
        ? header.lengthBytes()
        : kept;
  }

  /**
   * Returns the result of an upload that sends no bytes, because the caller has sent them all
   * before; empty if the file is neither being decoded nor stored.
   */
  Optional<CompletableFuture<Admission>> resultOf(UploadHeader header) {
    if (header.offsetBytes() < header.lengthBytes()) {
      return Optional.empty();
    }
    UploadKey key = key(header);
    Optional<Upload> decoding = arriving.of(key).stream().filter(Upload::isComplete).findFirst();
    if (decoding.isPresent()) {
      return decoding.map(Upload::result);
    }
    List<StoredClip> known = studies.clips(header.studyKey(), header.sha256());
    return known.isEmpty() || files.keptBytes(key) > 0
        ? Optional.empty()
        : Optional.of(CompletableFuture.completedFuture(ingestion.known(known)));
  }

  /**
   * Opens an upload.
   *
   * @throws EchoMotionException {@code NO_TENANT} or {@code UNKNOWN_TENANT}; {@code
   *     TOO_MANY_UPLOADS} or {@code BACKLOG_FULL}, and the caller may try again later; {@code
   *     OTHER_OFFSET} if the offset is not the number of bytes that are kept
   */
  Upload open(UploadHeader header) {
    UploadKey key = key(header);
    Actor caller = key.caller();
    tenants.requireOpen(caller.tenant());
    arriving.enter(caller);
    try {
      requireRoom(caller);
      audit.append("ingest", AuditAction.CREATE, "UploadClip", header.studyKey());
      Upload upload = begun(header, key);
      arriving.begin(upload);
      return upload;
    } catch (RuntimeException e) {
      arriving.leave(caller);
      throw e;
    }
  }

  private Upload begun(UploadHeader header, UploadKey key) {
    Path file = header.offsetBytes() == 0 ? files.create(key) : kept(key, header.offsetBytes());
    try {
      return new Upload(header, key, file, this::ended);
    } catch (RuntimeException e) {
      files.keep(file);
      throw e;
    }
  }

  private UploadKey key(UploadHeader header) {
    return new UploadKey(
        actors.required(), keys.stored(header.studyKey()), header.sha256(), header.lengthBytes());
  }

  /** An upload in progress counts as a clip: it has its place already. */
  private void requireRoom(Actor caller) {
    long ofTenant = backlog.ofTenant() + arriving.ofTenant(caller.tenant());
    if (ofTenant > mostWaitingOfTenant) {
      throw new EchoMotionException(IngestError.BACKLOG_FULL, mostWaitingOfTenant);
    }
    if (backlog.inAll() + arriving.inAll() > mostWaiting) {
      throw new EchoMotionException(IngestError.BACKLOG_FULL, mostWaiting);
    }
  }

  private Path kept(UploadKey key, long offset) {
    Optional<Path> file = files.take(key);
    long length = file.map(kept -> kept.toFile().length()).orElse(0L);
    if (file.isEmpty() || length != offset) {
      file.ifPresent(files::keep);
      throw new EchoMotionException(IngestError.OTHER_OFFSET, offset, length);
    }
    return file.get();
  }

  private void ended(Upload upload, boolean keep) {
    try {
      if (keep) {
        files.keep(upload.file());
      } else {
        files.delete(upload.file());
      }
    } finally {
      arriving.end(upload);
    }
  }

  /**
   * Receives the bytes of an upload, and turns them into one clip, or into two if the picture shows
   * two planes. If a step fails, nothing is stored. If the caller goes away before all bytes have
   * arrived, they are kept; later, the file is stored nevertheless.
   */
  Uni<Admission> receive(Upload upload, Multi<byte[]> bytes) {
    Uni<Admission> received =
        bytes
            .emitOn(Infrastructure.getDefaultWorkerPool(), WAITING_PARTS)
            .onItem()
            .invoke(upload::append)
            .onItem()
            .ignoreAsUni()
            .onItem()
            .transformToUni(end -> ingest(upload));
    return Uni.combine()
        .any()
        .of(received, Uni.createFrom().completionStage(upload.interruption()))
        .onTermination()
        .invoke(upload::close);
  }

  /** Turns a received file into one clip, or into two if its picture shows two planes. */
  Uni<Admission> ingest(Upload upload) {
    upload.complete(() -> ingestion.ingest(upload.key().caller(), upload.header(), upload.file()));
    return Uni.createFrom()
        .completionStage(upload.result())
        .onFailure(CompletionException.class)
        .transform(Throwable::getCause);
  }
}
