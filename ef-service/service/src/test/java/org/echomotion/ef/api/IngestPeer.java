package org.echomotion.ef.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesRequest;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.testing.GrpcPeer;

/** An ingest-service with blank frames, to whose study {@link #ARRIVING} a cine is uploaded. */
public class IngestPeer extends GrpcPeer {

  public static final String ARRIVING = "arriving";

  /** Frames in each part of the upload, in order. */
  public static final List<Integer> PARTS = new CopyOnWriteArrayList<>();

  /** The open calls for the frames of the upload, if {@link #OPEN} says so. */
  public static final List<StreamObserver<StreamArrivingFramesResponse>> LISTENERS =
      new CopyOnWriteArrayList<>();

  /** Whether calls for the frames of the upload stay open after {@link #PARTS}. */
  public static final AtomicBoolean OPEN = new AtomicBoolean();

  /** Requests for frames, oldest first. */
  public static final List<StreamFramesRequest> FRAMES = new CopyOnWriteArrayList<>();

  /** What the next calls for frames fail with; OK where they do not. */
  public static final AtomicReference<Status> FRAMES_STATUS = new AtomicReference<>(Status.OK);

  public IngestPeer() {
    super(List.of("ingest"), new Uploads());
  }

  private static final class Uploads extends IngestServiceGrpc.IngestServiceImplBase {

    @Override
    public void streamFrames(
        StreamFramesRequest request, StreamObserver<StreamFramesResponse> answers) {
      FRAMES.add(request);
      if (!FRAMES_STATUS.get().isOk()) {
        answers.onError(FRAMES_STATUS.get().asRuntimeException());
        return;
      }
      answers.onNext(
          StreamFramesResponse.newBuilder()
              .setPixels(ByteString.copyFrom(new byte[112 * 112]))
              .build());
      answers.onCompleted();
    }

    @Override
    public void streamArrivingFrames(
        StreamArrivingFramesRequest request, StreamObserver<StreamArrivingFramesResponse> answers) {
      if (!request.getStudyKey().equals(ARRIVING)) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int first = 0;
      for (int count : PARTS) {
        answers.onNext(part(first, count));
        first += count;
      }
      if (OPEN.get()) {
        LISTENERS.add(answers);
      } else {
        answers.onCompleted();
      }
    }
  }

  /** Blank frames of an upload. */
  public static StreamArrivingFramesResponse part(int first, int count) {
    return StreamArrivingFramesResponse.newBuilder()
        .setFirstFrame(first)
        .setFrameCount(count)
        .setPixels(ByteString.copyFrom(new byte[count * 112 * 112]))
        .setView(View.VIEW_A2C)
        .setFrameRateHz(50)
        .setMmPerWorkingPixel(1.3)
        .setPreprocessingVersion("v1")
        .build();
  }
}
