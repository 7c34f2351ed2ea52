package org.echomotion.xai.api;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.Geometry;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.Peer;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.explain.DisplayFrames;

/** Clips and their frames, from ingest-service. */
@ApplicationScoped
class IngestClient {

  private static final Peer PEER = new Peer("ingest-service", XaiError.PEER_REFUSED);
  private static final int DEADLINE_SECONDS = 60;

  /** Bytes per request, because each has a deadline. */
  private static final int RANGE_BYTES = 8 << 20;

  private final IngestServiceBlockingStub ingest;

  IngestClient(@GrpcClient("ingest") IngestServiceBlockingStub ingest) {
    this.ingest = ingest;
  }

  /**
   * Returns a clip with its geometry.
   *
   * @throws ClipGoneException if it is unknown to ingest-service
   */
  Clip clip(UUID clipId) {
    return asking(
        () -> {
          Clip clip = null;
          Iterator<StreamFramesResponse> answers =
              stream(clipId, FrameKind.FRAME_KIND_WORKING, 0, 1);
          while (answers.hasNext()) {
            StreamFramesResponse answer = answers.next();
            clip = answer.hasClip() ? answer.getClip() : clip;
          }
          if (clip == null) {
            throw inconsistent("ingest-service returned no description of it");
          }
          return clip;
        });
  }

  /** Returns the clip's display frames, which are requested in ranges as they are visited. */
  DisplayFrames display(UUID clipId, Clip clip) {
    Geometry geometry = clip.getGeometry();
    int height = geometry.getDisplayHeight();
    int width = geometry.getDisplayWidth();
    int range = (int) Math.max(1, RANGE_BYTES / Math.max(1, (long) height * width));
    return visitor -> {
      for (int first = 0; first < clip.getFrameCount(); first += range) {
        int count = Math.min(range, clip.getFrameCount() - first);
        visit(clipId, FrameKind.FRAME_KIND_DISPLAY, first, count, height, width, visitor);
      }
    };
  }

  /**
   * Returns some of the clip's working frames.
   *
   * @param frames indices, from 0
   * @return frames, each uint8 [working height, working width]
   */
  List<byte[]> working(UUID clipId, Clip clip, List<Integer> frames) {
    Geometry geometry = clip.getGeometry();
    List<byte[]> pixels = new ArrayList<>();
    for (int frame : frames) {
      visit(
          clipId,
          FrameKind.FRAME_KIND_WORKING,
          frame,
          1,
          geometry.getWorkingHeight(),
          geometry.getWorkingWidth(),
          (index, bytes) -> pixels.add(bytes));
    }
    if (pixels.size() != frames.size()) {
      throw inconsistent("working frames are missing");
    }
    return pixels;
  }

  private void visit(
      UUID clipId,
      FrameKind kind,
      int first,
      int count,
      int height,
      int width,
      DisplayFrames.Visitor visitor) {
    asking(
        () -> {
          Iterator<StreamFramesResponse> answers = stream(clipId, kind, first, count);
          while (answers.hasNext()) {
            StreamFramesResponse answer = answers.next();
            int size = height * width;
            if (answer.getHeight() != height
                || answer.getWidth() != width
                || answer.getPixels().size() != (long) answer.getFrameCount() * size) {
              throw inconsistent("the size of its frames does not match its geometry");
            }
            for (int i = 0; i < answer.getFrameCount(); i++) {
              byte[] pixels = new byte[size];
              answer.getPixels().substring(i * size, (i + 1) * size).copyTo(pixels, 0);
              visitor.frame(answer.getFirstFrame() + i, pixels);
            }
          }
          return null;
        });
  }

  private Iterator<StreamFramesResponse> stream(UUID clipId, FrameKind kind, int first, int count) {
    return ingest
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .streamFrames(
            StreamFramesRequest.newBuilder()
                .setClipId(clipId.toString())
                .setKind(kind)
                .setFirstFrame(first)
                .setFrameCount(count)
                .build());
  }

  private static <T> T asking(Supplier<T> question) {
    return PEER.ask(
        () -> {
          try {
            return question.get();
          } catch (StatusRuntimeException e) {
            throw Peer.notFound(e) ? new ClipGoneException(e) : e;
          }
        });
  }

  private static EchoMotionException inconsistent(String what) {
    return new EchoMotionException(XaiError.EVIDENCE_INCONSISTENT, what);
  }
}
