package org.echomotion.ef.api;

import com.google.protobuf.ByteString;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesRequest;
import org.echomotion.contract.ingest.v1.StreamArrivingFramesResponse;

/** An ingest-service to whose study {@link #ARRIVING} something is being uploaded. */
public class IngestPeer implements QuarkusTestResourceLifecycleManager {

  static final String ARRIVING = "arriving";

  /** Frames in each part of the upload, in order. */
  static final List<Integer> PARTS = new CopyOnWriteArrayList<>();

  private Server server;

  @Override
  public Map<String, String> start() {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
              .addService(new Uploads())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("quarkus.grpc.clients.ingest.test-port", String.valueOf(server.getPort()));
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdownNow();
    }
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
