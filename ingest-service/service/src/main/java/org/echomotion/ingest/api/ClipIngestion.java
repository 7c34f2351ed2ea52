package org.echomotion.ingest.api;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.AuditTrail;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.preprocess.PreprocessingV1;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.ingest.sector.Planes;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.ingest.store.Admission;
import org.echomotion.ingest.store.Backlog;
import org.echomotion.ingest.store.ClipProgressStore;
import org.echomotion.ingest.store.ClipRecording;
import org.echomotion.ingest.store.NewClip;
import org.echomotion.ingest.store.StoredClip;
import org.echomotion.ingest.store.StudyStore;
import org.echomotion.ingest.store.TenantStore;
import org.echomotion.ingest.store.blob.FrameStore;
import org.echomotion.ingest.store.blob.UploadFiles;
import org.echomotion.ingest.store.blob.UploadKey;
import org.echomotion.pseudonym.StudyKeys;
import org.echomotion.remark.Remark;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.jboss.logging.Logger;

/** Turns a received file into a stored clip. Few are decoded at once; the others wait as files. */
@ApplicationScoped
class ClipIngestion {

  private static final Logger LOG = Logger.getLogger(ClipIngestion.class);

  /** Largest number of parts of an upload that wait to be written to disk. */
  private static final int WAITING_PARTS = 4;

  private final CineRecipe recipe;
  private final StudyStore studies;
  private final FrameStore frames;
  private final UploadFiles files;
  private final Backlog backlog;
  private final StudyKeys keys;
  private final ClipProgressStore progress;
  private final IngestEvents events;
  private final ArrivingUploads arriving;
  private final Actors actors;
  private final TenantStore tenants;
  private final AuditTrail audit;
  private final long maxUploadBytes;
  private final int mostWaiting;
  private final int mostWaitingOfTenant;
  private final FrameMemory memory;
  private final ExecutorService decoding;

  ClipIngestion(
      StudyStore studies,
      FrameStore frames,
      UploadFiles files,
      Backlog backlog,
      StudyKeys keys,
      ClipProgressStore progress,
      IngestEvents events,
      ArrivingUploads arriving,
      Actors actors,
      TenantStore tenants,
      AuditTrail audit,
      FrameMemory memory,
      IngestSettings settings) {
    this.studies = studies;
    this.frames = frames;
    this.files = files;
    this.backlog = backlog;
    this.keys = keys;
    this.progress = progress;
    this.events = events;
    this.arriving = arriving;
    this.actors = actors;
    this.tenants = tenants;
    this.audit = audit;
    this.memory = memory;
    this.recipe = ConfiguredRecipe.of(settings);
    this.maxUploadBytes = settings.maxUploadBytes().asLongValue();
    this.mostWaiting = settings.maxWaitingClips();
    this.mostWaitingOfTenant = settings.maxWaitingClipsPerTenant();
    this.decoding =
        Executors.newFixedThreadPool(
            settings.concurrentDecodes(),
            work -> {
              Thread thread = new Thread(work, "ingest-decode");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Loads OpenCV while the service starts, so that the first upload does not wait for it. */
  void warmUp(@Observes StartupEvent started) {
    int side = WorkingFrame.SIDE;
    byte[] black = new byte[side * side];
    Cine cine =
        new Cine(
            List.of(black, black),
            side,
            side,
            50,
            Optional.empty(),
            Optional.empty(),
            SourceFormat.AVI,
            Optional.empty());
    decoding.execute(() -> recipe.preprocessing().apply(cine, new boolean[side * side]));
  }

  @PreDestroy
  void stop() {
    decoding.shutdownNow();
  }

  /**
   * Checks the header that a caller sent.
   *
   * @throws EchoMotionException {@code BAD_HEADER}, {@code EMPTY_FILE} or {@code TOO_LARGE}
   */
  UploadHeader checked(
      long lengthBytes,
      String sha256,
      String fileName,
      Optional<EchoView> view,
      String studyKey,
      boolean otherModality,
      long offsetBytes) {
    return UploadHeader.checked(
        lengthBytes, sha256, fileName, view, studyKey, otherModality, offsetBytes, maxUploadBytes);
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
        : Optional.of(CompletableFuture.completedFuture(known(known)));
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
    upload.complete(
        () ->
            CompletableFuture.supplyAsync(
                () ->
                    actors.as(upload.key().caller(), () -> ingest(upload.header(), upload.file())),
                decoding));
    return Uni.createFrom()
        .completionStage(upload.result())
        .onFailure(CompletionException.class)
        .transform(Throwable::getCause);
  }

  private Admission ingest(UploadHeader header, Path file) {
    List<StoredClip> known = studies.clips(header.studyKey(), header.sha256());
    if (!known.isEmpty()) {
      repair(known, header, file);
      return known(known);
    }
    List<NewClip> clips = storeFrames(header, file);
    // After any other failure, it is unknown whether the rows exist. The frames stay, and the
    // orphan sweep deletes them if the rows are missing.
    Admission admission;
    try {
      admission = studies.admit(header.studyKey(), clips);
    } catch (EchoMotionException e) {
      clips.forEach(clip -> frames.delete(clip.id()));
      throw e;
    }
    if (admission.alreadyKnown()) {
      clips.forEach(clip -> frames.delete(clip.id()));
    } else {
      admission.clips().forEach(events::publishNow);
    }
    return admission;
  }

  private Admission known(List<StoredClip> clips) {
    return new Admission(clips.stream().map(this::retriedIfFailed).toList(), true);
  }

  /** A repeated upload stores damaged frames of its clips again. */
  private void repair(List<StoredClip> known, UploadHeader header, Path file) {
    List<StoredClip> damaged =
        known.stream()
            .filter(clip -> clip.preprocessingVersion().equals(PreprocessingV1.VERSION))
            .filter(clip -> !frames.areWhole(clip.id()))
            .toList();
    if (damaged.isEmpty()) {
      return;
    }
    try (FrameMemory.Share share = memory.share()) {
      List<Cine> planes = decoded(header, file, share);
      for (StoredClip clip : damaged) {
        Cine cine = planes.get(Math.max(0, clip.plane() - 1));
        frames.put(clip.id(), recipe.frames(cine, recipe.sector(cine)));
        LOG.infof("Stored the damaged frames of clip %s again", clip.id());
      }
    }
  }

  /** A repeated upload of a failed clip starts its steps again. */
  private StoredClip retriedIfFailed(StoredClip clip) {
    if (!progress.retried(clip.id())) {
      return clip;
    }
    StoredClip again = studies.clip(clip.id()).orElse(clip);
    events.publishNow(again);
    return again;
  }

  private static ViewSource viewSource(Optional<EchoView> stated, Cine cine) {
    if (stated.isPresent()) {
      return ViewSource.CALLER;
    }
    return cine.view().isPresent() ? ViewSource.FILE : ViewSource.ASSUMED;
  }

  private List<NewClip> storeFrames(UploadHeader header, Path file) {
    List<NewClip> clips = new ArrayList<>();
    try (FrameMemory.Share share = memory.share()) {
      List<Cine> planes = decoded(header, file, share);
      boolean biplane = planes.size() > 1;
      Optional<EchoView> view = biplane ? Optional.empty() : header.view();
      List<Remark> unused =
          header.view().filter(stated -> biplane).stream()
              .map(stated -> Planes.unusedView(stated, "caller"))
              .toList();
      for (Cine cine : planes) {
        int plane = biplane ? clips.size() + 1 : 0;
        clips.add(storeFrames(cine.withRemarks(unused), header.sha256(), plane, view));
      }
      return clips;
    } catch (RuntimeException | OutOfMemoryError e) {
      clips.forEach(clip -> frames.delete(clip.id()));
      if (e instanceof OutOfMemoryError) {
        throw new EchoMotionException(
            e, IngestError.TOO_LARGE, "it does not fit into the service's memory");
      }
      throw e;
    }
  }

  private List<Cine> decoded(UploadHeader header, Path file, FrameMemory.Share share) {
    return recipe
        .withOtherModality(header.otherModality())
        .withLimits(recipe.limits().withMemory(share::take))
        .decodePlanes(file);
  }

  private NewClip storeFrames(Cine decoded, String sha256, int plane, Optional<EchoView> stated) {
    Sector sector = recipe.sector(decoded);
    Cine cine = recipe.examined(decoded, sector);
    WorkingClip working = recipe.frames(cine, sector);
    UUID clipId = UUID.randomUUID();
    frames.put(clipId, working);
    return new NewClip(
        clipId,
        sha256,
        plane,
        cine.format(),
        stated.or(cine::view).orElse(EchoView.A4C),
        viewSource(stated, cine),
        working.frameCount(),
        cine.frameRateHz(),
        working.geometry(),
        new ClipRecording(
            cine.times(), Optional.of(PictureMeasures.of(cine, sector)), cine.remarks()),
        PreprocessingV1.VERSION);
  }
}
