package org.echomotion.ingest.api;

import io.opentelemetry.context.Context;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.metrics.IngestMetrics;
import org.echomotion.ingest.preprocess.PreprocessingV1;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.ingest.sector.Planes;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.ingest.store.Admission;
import org.echomotion.ingest.store.Arrival;
import org.echomotion.ingest.store.ClipProgressStore;
import org.echomotion.ingest.store.ClipRecording;
import org.echomotion.ingest.store.NewClip;
import org.echomotion.ingest.store.StoredClip;
import org.echomotion.ingest.store.StudyStore;
import org.echomotion.ingest.store.blob.FrameStore;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.jboss.logging.Logger;

/** Turns a received file into a stored clip. Few are decoded at once; the others wait as files. */
@ApplicationScoped
class ClipIngestion {

  private static final Logger LOG = Logger.getLogger(ClipIngestion.class);

  private final CineRecipe recipe;
  private final StudyStore studies;
  private final FrameStore frames;
  private final ClipProgressStore progress;
  private final IngestEvents events;
  private final Actors actors;
  private final FrameMemory memory;
  private final IngestMetrics metrics;
  private final ExecutorService decoding;

  ClipIngestion(
      StudyStore studies,
      FrameStore frames,
      ClipProgressStore progress,
      IngestEvents events,
      Actors actors,
      FrameMemory memory,
      IngestMetrics metrics,
      IngestSettings settings) {
    this.studies = studies;
    this.frames = frames;
    this.progress = progress;
    this.events = events;
    this.actors = actors;
    this.memory = memory;
    this.metrics = metrics;
    this.recipe = ConfiguredRecipe.of(settings);
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
   * Turns a received file into one clip, or into two if its picture shows two planes. Waits until
   * few enough files are being decoded. If a step fails, nothing is stored.
   *
   * @param caller whom the clips belong to
   * @param file read until the result is there
   */
  CompletableFuture<Admission> ingest(Actor caller, UploadHeader header, Path file) {
    Arrival arrival = Arrival.now();
    return CompletableFuture.supplyAsync(
        Context.current()
            .wrapSupplier(() -> actors.as(caller, () -> ingest(header, file, arrival))),
        decoding);
  }

  private Admission ingest(UploadHeader header, Path file, Arrival arrival) {
    List<StoredClip> known = studies.clips(header.studyKey(), header.sha256());
    if (!known.isEmpty()) {
      repair(known, header, file);
      return known(known);
    }
    List<NewClip> clips = metrics.decoding(() -> storeFrames(header, file, arrival));
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
      clips.forEach(clip -> clip.recording().picture().ifPresent(metrics::picture));
      admission.clips().forEach(events::publishNow);
    }
    return admission;
  }

  /** Returns the answer to a file whose clips are stored already. Failed ones start again. */
  Admission known(List<StoredClip> clips) {
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

  private List<NewClip> storeFrames(UploadHeader header, Path file, Arrival arrival) {
    List<NewClip> clips = new ArrayList<>();
    try (FrameMemory.Share share = memory.share()) {
      List<Cine> planes = decoded(header, file, share);
      boolean biplane = planes.size() > 1;
      Optional<EchoView> view = biplane ? Optional.empty() : header.view();
      List<Remark> unused =
          header.view().filter(stated -> biplane).stream()
              .map(stated -> Planes.unusedView(stated, SentenceCode.VIEW_OF_CALLER_UNUSED))
              .toList();
      for (Cine cine : planes) {
        int plane = biplane ? clips.size() + 1 : 0;
        clips.add(storeFrames(cine.withRemarks(unused), header.sha256(), plane, view, arrival));
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

  private NewClip storeFrames(
      Cine decoded, String sha256, int plane, Optional<EchoView> stated, Arrival arrival) {
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
        PreprocessingV1.VERSION,
        arrival);
  }
}
