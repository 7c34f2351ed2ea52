package org.echomotion.ingest.api;

import com.google.protobuf.ByteString;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.preprocess.PreprocessingV1;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.ingest.store.ClipRecording;
import org.echomotion.tenant.Actors;

/**
 * Streams the working frames of an upload before the file is complete. It looks at the file at
 * intervals, decodes the part that has arrived and sends the new frames. Nothing is sent of a cine
 * that becomes two clips.
 */
@ApplicationScoped
class ArrivingFrames {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

  /** Frames needed to detect the sector. Detection uses flicker, so it needs several. */
  private static final int FEWEST_FOR_SECTOR = 8;

  /** Working frames: less than 1 MiB. */
  private static final int MOST_PER_MESSAGE = 64;

  private final ArrivingUploads uploads;
  private final CineRecipe recipe;
  private final Actors actors;
  private final FrameMemory memory;

  ArrivingFrames(
      ArrivingUploads uploads, Actors actors, FrameMemory memory, IngestSettings settings) {
    this.uploads = uploads;
    this.actors = actors;
    this.memory = memory;
    this.recipe = ConfiguredRecipe.of(settings);
  }

  /**
   * @throws EchoMotionException {@code NO_UPLOAD} if no upload to the study is in progress. The
   *     stream fails if a step rejects the file
   */
  Multi<StreamArrivingFramesResponse> stream(String studyKey) {
    Upload upload =
        uploads
            .to(actors.required().tenant(), studyKey)
            .orElseThrow(() -> new EchoMotionException(IngestError.NO_UPLOAD));
    return Multi.createBy()
        .repeating()
        .uni(() -> new Reader(upload), this::look)
        .withDelay(BETWEEN_LOOKS)
        .whilst(look -> look.underWay)
        .onItem()
        .transformToIterable(look -> look.fresh);
  }

  private record Look(List<StreamArrivingFramesResponse> fresh, boolean underWay) {}

  private Uni<Look> look(Reader reader) {
    return Uni.createFrom()
        .item(
            () -> {
              boolean underWay = uploads.has(reader.upload);
              return new Look(underWay ? reader.fresh() : List.of(), underWay);
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** One listener's progress in reading one upload. */
  private final class Reader {
    private final Upload upload;
    private long seenBytes;
    private int sentFrames;
    private Optional<Sector> sector = Optional.empty();
    private int sectorColumns;

    Reader(Upload upload) {
      this.upload = upload;
    }

    List<StreamArrivingFramesResponse> fresh() {
      try (FrameMemory.Share share = memory.share()) {
        return fresh(share);
      }
    }

    private List<StreamArrivingFramesResponse> fresh(FrameMemory.Share share) {
      long received = upload.received();
      if (received == seenBytes) {
        return List.of();
      }
      seenBytes = received;
      Optional<Cine> arrived;
      try {
        arrived =
            recipe
                .withOtherModality(upload.header().otherModality())
                .withLimits(recipe.limits().withMemory(share::take))
                .decodeArrived(upload.file());
      } catch (UncheckedIOException e) {
        // The upload ended meanwhile and its file is gone.
        return List.of();
      }
      // A cine has at least two frames. The part that is preprocessed is also a cine.
      if (arrived.isEmpty()
          || arrived.get().frames().size() < Math.max(FEWEST_FOR_SECTOR, sentFrames + 2)) {
        return List.of();
      }
      Cine cine = arrived.get();
      int end = Math.min(cine.frames().size(), sentFrames + MOST_PER_MESSAGE);
      if (cine.frames().size() > end) {
        // The remaining frames are sent at the next look.
        seenBytes = -1;
      }
      return List.of(message(cine, end, preprocessed(cine, end)));
    }

    private WorkingClip preprocessed(Cine cine, int end) {
      // If the cine has too many large frames, its frames become smaller during the upload.
      if (sector.isEmpty() || sectorColumns != cine.columns()) {
        sector = Optional.of(recipe.sector(cine));
        sectorColumns = cine.columns();
      }
      return recipe.frames(cine.withFrames(cine.frames().subList(sentFrames, end)), sector.get());
    }

    private StreamArrivingFramesResponse message(Cine cine, int end, WorkingClip working) {
      ByteArrayOutputStream pixels = new ByteArrayOutputStream();
      working.workingFrames().forEach(pixels::writeBytes);
      EchoView view = upload.header().view().or(cine::view).orElse(EchoView.A4C);
      StreamArrivingFramesResponse.Builder message =
          StreamArrivingFramesResponse.newBuilder()
              .setFirstFrame(sentFrames)
              .setFrameCount(working.frameCount())
              .setPixels(ByteString.copyFrom(pixels.toByteArray()))
              .setView(IngestMessages.view(view))
              .setFrameRateHz(cine.frameRateHz())
              .setPreprocessingVersion(PreprocessingV1.VERSION)
              .setRecording(
                  IngestMessages.recording(
                      new ClipRecording(
                          cine.times().first(end, end / cine.frameRateHz()),
                          Optional.of(PictureMeasures.of(cine, sector.get())),
                          cine.remarks())));
      working.geometry().mmPerWorkingPixel().ifPresent(message::setMmPerWorkingPixel);
      sentFrames += working.frameCount();
      return message.build();
    }
  }
}
