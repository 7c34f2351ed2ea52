package org.echomotion.ef.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesRequest;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;

/** An ingest-service to whose study {@link #ARRIVING} something is being uploaded. */
public class IngestPeer extends GrpcPeer {

  public static final String ARRIVING = "arriving";

  /** Frames in each part of the upload, in order. */
  public static final List<Integer> PARTS = new CopyOnWriteArrayList<>();

  public IngestPeer() {
    super("ingest", new Uploads());
  }

  private static final class Uploads extends IngestServiceGrpc.IngestServiceImplBase {

    @Override
    public void streamArrivingFrames(
        StreamArrivingFramesRequest request, StreamObserver<StreamArrivingFramesResponse> answers) {
      if (!request.getStudyKey().equals(ARRIVING)) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int first = 0;
      for (int count : PARTS) {
        answers.onNext(
            StreamArrivingFramesResponse.newBuilder()
                .setFirstFrame(first)
                .setFrameCount(count)
                .setPixels(ByteString.copyFrom(new byte[count * 112 * 112]))
                .setView(View.VIEW_A2C)
                .setFrameRateHz(50)
                .setMmPerWorkingPixel(1.3)
                .setPreprocessingVersion("v1")
                .build());
        first += count;
      }
      answers.onCompleted();
    }
  }
}
