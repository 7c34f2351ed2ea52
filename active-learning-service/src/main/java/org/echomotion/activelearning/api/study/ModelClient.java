package org.echomotion.activelearning.api.study;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.segmentation.v1.ListModelsRequest;
import org.echomotion.contract.segmentation.v1.ListModelsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc.SegmentationServiceBlockingStub;

/**
 * The models in use, from segmentation-service. Each method throws as {@link PassedOn#ask} does.
 */
@ApplicationScoped
class ModelClient {

  private static final PassedOn PEER = new PassedOn("segmentation-service");
  private static final int DEADLINE_SECONDS = 30;

  private final SegmentationServiceBlockingStub segmentation;

  ModelClient(@GrpcClient("segmentation") SegmentationServiceBlockingStub segmentation) {
    this.segmentation = segmentation;
  }

  /** Returns descriptions of the models. */
  ListModelsResponse models() {
    return PEER.ask(
        () ->
            segmentation
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .listModels(ListModelsRequest.getDefaultInstance()));
  }
}
