package org.echomotion.ingest.api;

import com.google.protobuf.UnsafeByteOperations;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.preprocess.Geometry;
import org.echomotion.ingest.store.StoredClip;
import org.echomotion.ingest.store.StudyStore;
import org.echomotion.ingest.store.blob.FrameStore;

/** Sends a clip's frames in messages of bounded size. */
@ApplicationScoped
class FrameStreaming {

  /** 1 MiB minus space for the clip's description. A frame of the largest size fits. */
  private static final int PIXELS_PER_MESSAGE = (1 << 20) - (1 << 14);

  private record Range(int first, int count) {}

  private final StudyStore studies;
  private final FrameStore frames;

  FrameStreaming(StudyStore studies, FrameStore frames) {
    this.studies = studies;
    this.frames = frames;
  }

  /**
   * @throws EchoMotionException {@code NO_SUCH_CLIP}; {@code DAMAGED_FRAMES}; or {@code
   *     BAD_REQUEST} if the range is not within the clip
   */
  Multi<StreamFramesResponse> stream(StreamFramesRequest request) {
    StoredClip clip = clip(request.getClipId());
    FrameStore.Picture picture = picture(request.getKind());
    Geometry geometry = clip.geometry();
    boolean working = picture == FrameStore.Picture.WORKING;
    int height = working ? geometry.workingHeight() : geometry.displayHeight();
    int width = working ? geometry.workingWidth() : geometry.displayWidth();
    Range asked = asked(request, clip.frameCount());
    return Multi.createFrom()
        .iterable(ranges(asked, Math.max(1, PIXELS_PER_MESSAGE / (height * width))))
        .onItem()
        .transformToUniAndConcatenate(
            range ->
                Uni.createFrom()
                    .item(
                        () -> {
                          StreamFramesResponse.Builder message =
                              StreamFramesResponse.newBuilder()
                                  .setFirstFrame(range.first())
                                  .setFrameCount(range.count())
                                  .setHeight(height)
                                  .setWidth(width)
                                  .setPixels(
                                      UnsafeByteOperations.unsafeWrap(read(clip, picture, range)));
                          if (range.first() == asked.first()) {
                            message.setClip(IngestMessages.clip(clip));
                          }
                          return message.build();
                        })
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
  }

  private byte[] read(StoredClip clip, FrameStore.Picture picture, Range range) {
    try {
      return frames.read(clip.id(), picture, range.first(), range.count());
    } catch (EchoMotionException e) {
      // It may have been deleted meanwhile.
      if (studies.clip(clip.id()).isEmpty()) {
        throw new EchoMotionException(e, IngestError.NO_SUCH_CLIP);
      }
      throw e;
    }
  }

  private StoredClip clip(String id) {
    UUID clipId;
    try {
      clipId = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, IngestError.BAD_REQUEST, "the clip id must be a UUID");
    }
    return studies
        .clip(clipId)
        .orElseThrow(() -> new EchoMotionException(IngestError.NO_SUCH_CLIP));
  }

  private static FrameStore.Picture picture(FrameKind kind) {
    return switch (kind) {
      case FRAME_KIND_UNSPECIFIED, FRAME_KIND_WORKING -> FrameStore.Picture.WORKING;
      case FRAME_KIND_DISPLAY -> FrameStore.Picture.DISPLAY;
      case UNRECOGNIZED ->
          throw new EchoMotionException(
              IngestError.BAD_REQUEST, "the frame kind must be working or display");
    };
  }

  private static Range asked(StreamFramesRequest request, int frameCount) {
    int first = request.getFirstFrame();
    int count = request.getFrameCount() == 0 ? frameCount - first : request.getFrameCount();
    if (first < 0 || first >= frameCount || count < 1 || count > frameCount - first) {
      throw new EchoMotionException(
          IngestError.BAD_REQUEST, "the clip has frames 0 to " + (frameCount - 1));
    }
    return new Range(first, count);
  }

  private static List<Range> ranges(Range asked, int perMessage) {
    List<Range> ranges = new ArrayList<>();
    int end = asked.first() + asked.count();
    for (int first = asked.first(); first < end; first += perMessage) {
      ranges.add(new Range(first, Math.min(perMessage, end - first)));
    }
    return ranges;
  }
}
