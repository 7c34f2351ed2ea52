package org.echomotion.xai.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc;
import org.echomotion.testing.GrpcPeer;
import org.echomotion.xai.Cine;

/** ingest, segmentation, ef and the model server in one place, holding what a test gives them. */
public class Peers extends GrpcPeer {

  /** Study of each clip that ingest knows. */
  static final Map<String, String> STUDY_OF_CLIP = new ConcurrentHashMap<>();

  /** Result of each clip that ef knows. */
  static final Map<String, EjectionFraction> RESULTS = new ConcurrentHashMap<>();

  /** Clips that segmentation knows. */
  static final Map<String, List<FrameSegmentation>> OUTLINES = new ConcurrentHashMap<>();

  /** How many of the next questions to segmentation get UNAVAILABLE. */
  static final AtomicInteger UNAVAILABLE = new AtomicInteger();

  /** Whether questions to ef get UNAVAILABLE. */
  static final AtomicBoolean EF_AWAY = new AtomicBoolean();

  /** What include_poor was in the last question about a study. */
  static final AtomicBoolean LAST_ASKED_FOR_POOR = new AtomicBoolean();

  /** What the model server was asked. */
  static final List<ModelInferRequest> INFERRED = new CopyOnWriteArrayList<>();

  /** What happens just before the model server answers. */
  static final AtomicReference<Runnable> BEFORE_INFERENCE = new AtomicReference<>(() -> {});

  public Peers() {
    super(
        List.of("ingest", "segmentation", "ef"),
        new Ingest(),
        new Segmentation(),
        new Ef(),
        new Inference());
  }

  private static final class Ingest extends IngestServiceGrpc.IngestServiceImplBase {

    @Override
    public void streamFrames(
        StreamFramesRequest request, StreamObserver<StreamFramesResponse> answers) {
      String study = STUDY_OF_CLIP.get(request.getClipId());
      if (study == null) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      boolean display = request.getKind() == FrameKind.FRAME_KIND_DISPLAY;
      int end =
          request.getFrameCount() == 0
              ? Cine.FRAMES
              : request.getFirstFrame() + request.getFrameCount();
      for (int i = request.getFirstFrame(); i < end; i++) {
        StreamFramesResponse.Builder answer =
            StreamFramesResponse.newBuilder()
                .setFirstFrame(i)
                .setFrameCount(1)
                .setHeight(display ? Cine.HEIGHT : 112)
                .setWidth(display ? Cine.WIDTH : 112)
                .setPixels(
                    ByteString.copyFrom(display ? Cine.displayFrame(i) : Cine.workingFrame(i)));
        if (i == request.getFirstFrame()) {
          answer.setClip(Cine.clip(request.getClipId(), study));
        }
        answers.onNext(answer.build());
      }
      answers.onCompleted();
    }
  }

  private static final class Segmentation
      extends SegmentationServiceGrpc.SegmentationServiceImplBase {

    @Override
    public void listFrameSegmentations(
        ListFrameSegmentationsRequest request,
        StreamObserver<ListFrameSegmentationsResponse> answers) {
      if (UNAVAILABLE.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      List<FrameSegmentation> frames = OUTLINES.get(request.getClipId());
      if (frames == null) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      int to = Math.min(from + 10, frames.size());
      answers.onNext(
          ListFrameSegmentationsResponse.newBuilder()
              .addAllFrames(frames.subList(from, to))
              .setNextPageToken(to < frames.size() ? String.valueOf(to) : "")
              .build());
      answers.onCompleted();
    }
  }

  private static final class Ef
      extends EjectionFractionServiceGrpc.EjectionFractionServiceImplBase {

    @Override
    public void getEjectionFraction(
        GetEjectionFractionRequest request, StreamObserver<GetEjectionFractionResponse> answers) {
      if (EF_AWAY.get()) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      List<EjectionFraction> found =
          RESULTS.values().stream()
              .filter(
                  result ->
                      request.hasClipId()
                          ? result.getClipId().equals(request.getClipId())
                          : result.getStudyId().equals(request.getStudyKey()))
              .toList();
      if (found.isEmpty()) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      GetEjectionFractionResponse.Builder answer =
          GetEjectionFractionResponse.newBuilder().addAllResults(found);
      if (request.hasStudyKey()) {
        LAST_ASKED_FOR_POOR.set(request.getIncludePoor());
        answer.setStudy(ofStudy(found.get(0)));
      }
      answers.onNext(answer.build());
      answers.onCompleted();
    }

    /** A study's key is its identifier here; its number is that of its one clip. */
    private static StudyEjectionFraction ofStudy(EjectionFraction clip) {
      return StudyEjectionFraction.newBuilder()
          .setStudyKey(clip.getStudyId())
          .setStatus(clip.getStatus())
          .setEjectionFractionPercent(clip.getEjectionFractionPercent())
          .setMethod(clip.getMethod())
          .addClipIds(clip.getClipId())
          .build();
    }
  }

  private static final class Inference
      extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answers) {
      INFERRED.add(request);
      BEFORE_INFERENCE.get().run();
      int count = (int) request.getInputs(0).getShape(0);
      ByteBuffer values = ByteBuffer.allocate(count * 112 * 112 * 4).order(ByteOrder.LITTLE_ENDIAN);
      while (values.hasRemaining()) {
        values.putFloat(values.position() % 448 < 224 ? 1 : 0);
      }
      answers.onNext(
          ModelInferResponse.newBuilder()
              .addOutputs(
                  ModelInferResponse.InferOutputTensor.newBuilder()
                      .setName("heatmap")
                      .setDatatype("FP32")
                      .addShape(count)
                      .addShape(112)
                      .addShape(112))
              .addRawOutputContents(ByteString.copyFrom(values.array()))
              .build());
      answers.onCompleted();
    }
  }
}
