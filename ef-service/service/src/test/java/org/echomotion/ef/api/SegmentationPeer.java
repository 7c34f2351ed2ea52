package org.echomotion.ef.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.inference.ModelMetadataRequest;
import org.echomotion.contract.inference.ModelMetadataResponse;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentFramesRequest;
import org.echomotion.contract.segmentation.v1.SegmentFramesResponse;
import org.echomotion.contract.segmentation.v1.Segmentation;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc;
import org.echomotion.testing.GrpcPeer;

/** A segmentation-service that holds the clips a test gives it. */
public class SegmentationPeer extends GrpcPeer {

  static final Provenance PROVENANCE =
      Provenance.newBuilder()
          .setModelName("test-model")
          .setModelVersion("1.0.0")
          .setModelSha256("a".repeat(64))
          .setModelLicence("none")
          .setPreprocessingVersion("v1")
          .setSoftwareVersion("0.1.0")
          .setConfigurationHash("b".repeat(64))
          .build();

  public static final Map<String, List<FrameSegmentation>> CLIPS = new ConcurrentHashMap<>();

  /** The clip whose outlines the frames get that a caller holds. */
  public static final String HELD = "held";

  /** So many of the next calls fail as if the service were away. */
  public static final AtomicInteger AWAY = new AtomicInteger();

  /** What the next calls are refused with; OK where they are not. */
  public static final AtomicReference<Status> REFUSAL = new AtomicReference<>(Status.OK);

  public static final AtomicInteger PAGES = new AtomicInteger();

  /** How many parts of an upload were outlined. */
  public static final AtomicInteger PARTS = new AtomicInteger();

  /** Version of the network of second opinions; empty where it is not served. */
  public static final AtomicReference<String> STUDY_MODEL = new AtomicReference<>("");

  /** What the network reads in every pair of beats. */
  public static final float OPINION_PERCENT = 20;

  /** How often the network was asked. */
  public static final AtomicInteger OPINIONS = new AtomicInteger();

  /** What the network's next calls are refused with; OK where they are not. */
  public static final AtomicReference<Status> OPINION_REFUSAL = new AtomicReference<>(Status.OK);

  public SegmentationPeer() {
    super(List.of("segmentation"), new Pages(), new Models());
  }

  private static final class Pages extends SegmentationServiceGrpc.SegmentationServiceImplBase {

    @Override
    public void listFrameSegmentations(
        ListFrameSegmentationsRequest request,
        StreamObserver<ListFrameSegmentationsResponse> answers) {
      if (AWAY.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      if (!REFUSAL.get().isOk()) {
        answers.onError(REFUSAL.get().asRuntimeException());
        return;
      }
      List<FrameSegmentation> frames = CLIPS.get(request.getClipId());
      if (frames == null) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      PAGES.incrementAndGet();
      int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      int to = Math.min(from + request.getPageSize(), frames.size());
      answers.onNext(
          ListFrameSegmentationsResponse.newBuilder()
              .setSegmentation(Segmentation.newBuilder().setProvenance(PROVENANCE))
              .addAllFrames(frames.subList(from, to))
              .setNextPageToken(to < frames.size() ? String.valueOf(to) : "")
              .build());
      answers.onCompleted();
    }

    /** Outlines whatever comes as the frames of that number of the clip {@code held}. */
    @Override
    public void segmentFrames(
        SegmentFramesRequest request, StreamObserver<SegmentFramesResponse> answers) {
      PARTS.incrementAndGet();
      List<FrameSegmentation> frames = CLIPS.get(HELD);
      int from = request.getFirstFrame();
      int to = from + request.getPixels().size() / (112 * 112);
      if (frames == null || to > frames.size()) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      answers.onNext(
          SegmentFramesResponse.newBuilder()
              .addAllFrames(frames.subList(from, to))
              .setProvenance(PROVENANCE)
              .build());
      answers.onCompleted();
    }
  }

  /** Serves the network of second opinions, if a test says so. */
  private static final class Models extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {

    @Override
    public void modelMetadata(
        ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answers) {
      Optional<String> version =
          Optional.of(STUDY_MODEL.get())
              .filter(v -> !v.isEmpty() && request.getName().equals("echomotion-study"));
      if (version.isEmpty()) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      answers.onNext(
          ModelMetadataResponse.newBuilder()
              .setName(request.getName())
              .addVersions(version.get())
              .putProperties("sha256", "e".repeat(64))
              .build());
      answers.onCompleted();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answers) {
      OPINIONS.incrementAndGet();
      if (!OPINION_REFUSAL.get().isOk()) {
        answers.onError(OPINION_REFUSAL.get().asRuntimeException());
        return;
      }
      int pairs = (int) request.getInputs(0).getShape(0);
      ByteBuffer percents = ByteBuffer.allocate(pairs * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < pairs; i++) {
        percents.putFloat(OPINION_PERCENT);
      }
      answers.onNext(
          ModelInferResponse.newBuilder()
              .setModelName(request.getModelName())
              .setModelVersion(request.getModelVersion())
              .addRawOutputContents(ByteString.copyFrom(percents.flip()))
              .build());
      answers.onCompleted();
    }
  }
}
