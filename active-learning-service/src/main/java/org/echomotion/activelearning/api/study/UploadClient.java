package org.echomotion.activelearning.api.study;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ingest.v1.GetUploadProgressRequest;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc.IngestServiceStub;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.error.EchoMotionException;

/** Sends cines to ingest-service. */
@ApplicationScoped
class UploadClient {

  private static final PassedOn PEER = new PassedOn("ingest-service");

  /** Enough for the largest file over a slow line. */
  static final int DEADLINE_HOURS = 2;

  private static final int PROGRESS_DEADLINE_SECONDS = 30;

  private final IngestServiceStub ingest;
  private final IngestServiceBlockingStub asking;

  UploadClient(@GrpcClient("ingest") Channel ingest) {
    this.ingest = IngestServiceGrpc.newStub(ingest);
    this.asking = IngestServiceGrpc.newBlockingStub(ingest);
  }

  /**
   * Returns how many bytes of a file ingest-service has received from the caller.
   *
   * @throws EchoMotionException as {@link PassedOn#ask}
   */
  long received(GetUploadProgressRequest file) {
    return PEER.ask(
        () ->
            asking
                .withDeadlineAfter(PROGRESS_DEADLINE_SECONDS, TimeUnit.SECONDS)
                .getUploadProgress(file)
                .getReceivedBytes());
  }

  /**
   * Sends a file in parts.
   *
   * @return ingest-service's answer, or an {@link EchoMotionException} as {@link PassedOn#ask}; or
   *     {@code UPLOAD_BROKEN} if the file cannot be read to its end
   */
  Uni<UploadClipResponse> send(UploadClipHeader header, Multi<byte[]> file) {
    return Uni.createFrom()
        .completionStage(
            () ->
                new ClipUpload()
                    .send(ingest.withDeadlineAfter(DEADLINE_HOURS, TimeUnit.HOURS), header, file))
        .onFailure(StatusRuntimeException.class)
        .transform(PEER::error);
  }
}
