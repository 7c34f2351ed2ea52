package org.echomotion.activelearning.api;

import com.google.protobuf.Message;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;
import org.echomotion.contract.ef.v1.ListedEjectionFraction;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.ListModelsRequest;
import org.echomotion.contract.segmentation.v1.ListModelsResponse;
import org.echomotion.contract.segmentation.v1.Model;
import org.echomotion.contract.segmentation.v1.ModelMetric;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc;
import org.echomotion.error.EchoMotionException;
import org.echomotion.testing.GrpcPeer;

/** The other services, with the clips and results that a test gives them. */
public class PeerServices extends GrpcPeer {

  /** A study key, and the identifier of a clip: questions about it get no answer. */
  static final String AWAY = "a1b2c3d4-e5f6-4a7b-8c9d-e0f1a2b3c4d5";

  /** The outlines of a clip's frames, by the clip's identifier. */
  static final Map<String, List<FrameSegmentation>> CLIPS = new ConcurrentHashMap<>();

  /** The results of a study, by its key. */
  static final Map<String, GetEjectionFractionResponse> RESULTS = new ConcurrentHashMap<>();

  /** The models in use. */
  static final List<Model> MODELS =
      List.of(
          Model.newBuilder()
              .setName("echomotionnet-b0")
              .setVersion("0.1.0")
              .setSha256("ab".repeat(32))
              .setLicence("CC BY-NC-SA 4.0")
              .setCitation("Leclerc et al., IEEE TMI 2019")
              .addTrainedOn("camus")
              .addTrainedOn("phantom")
              .addMetrics(metric("valid, camus", "frames", 200))
              .addMetrics(metric("valid, camus", "dice", 0.938).setLower(0.932).setUpper(0.945))
              .addMetrics(metric("valid, camus", "hausdorff95Mm", 3.58))
              .addMetrics(metric("valid, camus/A2C", "dice", 0.936))
              .build(),
          Model.newBuilder()
              .setName("echomotion-view")
              .setVersion("0.2.0")
              .addMetrics(metric("valid", "clipAccuracy", 0.99))
              .addMetrics(metric("valid", "somethingNew", 0.1234))
              .build());

  /** The questions about results and reports, newest first. */
  static final Deque<Message> QUESTIONS = new ConcurrentLinkedDeque<>();

  public PeerServices() {
    super(
        List.of("segmentation", "ef", "ingest", "xai"),
        new Outlines(),
        new InferencePeer(),
        new Results(),
        new IngestPeer(),
        new ExplanationPeer());
  }

  private static ModelMetric.Builder metric(String data, String name, double value) {
    return ModelMetric.newBuilder().setDataSet(data).setName(name).setValue(value);
  }

  /** Returns an error as the services answer it. */
  static StatusRuntimeException refusal(Status.Code status, String code, String sentence) {
    Metadata trailers = new Metadata();
    trailers.put(EchoMotionException.CODE, code);
    return Status.fromCode(status).withDescription(sentence).asRuntimeException(trailers);
  }

  /** Fifty frames a page, and the models that a test sets. */
  private static final class Outlines extends SegmentationServiceGrpc.SegmentationServiceImplBase {

    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> answers) {
      answers.onNext(ListModelsResponse.newBuilder().addAllModels(MODELS).build());
      answers.onCompleted();
    }

    @Override
    public void listFrameSegmentations(
        ListFrameSegmentationsRequest request,
        StreamObserver<ListFrameSegmentationsResponse> answers) {
      if (request.getClipId().equals(AWAY)) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      List<FrameSegmentation> frames = CLIPS.get(request.getClipId());
      if (frames == null) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      int to = Math.min(from + 50, frames.size());
      answers.onNext(
          ListFrameSegmentationsResponse.newBuilder()
              .addAllFrames(frames.subList(from, to))
              .setNextPageToken(to < frames.size() ? String.valueOf(to) : "")
              .build());
      answers.onCompleted();
    }
  }

  /**
   * A listing is one page, filtered by the key of the study only. Numbers of poor quality are
   * withheld, as in ef-service.
   */
  private static final class Results
      extends EjectionFractionServiceGrpc.EjectionFractionServiceImplBase {

    @Override
    public void getEjectionFraction(
        GetEjectionFractionRequest request, StreamObserver<GetEjectionFractionResponse> answers) {
      QUESTIONS.push(request);
      GetEjectionFractionResponse result = RESULTS.get(request.getStudyKey());
      if (request.getStudyKey().equals(AWAY)) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
      } else if (result == null) {
        answers.onError(unknown());
      } else {
        answers.onNext(request.getIncludePoor() ? result : withheld(result));
        answers.onCompleted();
      }
    }

    /**
     * Sends the results of a study as provisional ones, and then, after the upload, as stored ones.
     */
    @Override
    public void watchEjectionFraction(
        WatchEjectionFractionRequest request,
        StreamObserver<WatchEjectionFractionResponse> answers) {
      GetEjectionFractionResponse results = RESULTS.get(request.getStudyKey());
      if (request.getStudyKey().equals(AWAY)) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
      } else if (results == null) {
        answers.onError(unknown());
      } else {
        for (boolean provisional : List.of(true, false)) {
          results.getResultsList().stream()
              .map(
                  WatchEjectionFractionResponse.newBuilder().setProvisional(provisional)::setResult)
              .forEach(answer -> answers.onNext(answer.build()));
        }
        answers.onCompleted();
      }
    }

    @Override
    public void listEjectionFractions(
        ListEjectionFractionsRequest request,
        StreamObserver<ListEjectionFractionsResponse> answers) {
      QUESTIONS.push(request);
      if (request.getStudyKey().equals(AWAY)) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
        return;
      }
      if (request.getHighestPercent() > 100) {
        answers.onError(
            refusal(
                Status.Code.INVALID_ARGUMENT, "BAD_REQUEST", "Too much of an ejection fraction."));
        return;
      }
      ListEjectionFractionsResponse.Builder page = ListEjectionFractionsResponse.newBuilder();
      RESULTS.values().stream()
          .flatMap(study -> study.getResultsList().stream())
          .filter(
              result ->
                  request.getStudyKey().isEmpty()
                      || request.getStudyKey().equals(result.getStudyKey()))
          .map(Results::listed)
          .forEach(page::addResults);
      answers.onNext(page.build());
      answers.onCompleted();
    }

    private static StatusRuntimeException unknown() {
      return refusal(
          Status.Code.NOT_FOUND,
          "NO_SUCH_STUDY",
          "There is no study with this key. Is it 100% right?");
    }

    private static GetEjectionFractionResponse withheld(GetEjectionFractionResponse answer) {
      GetEjectionFractionResponse.Builder shown = answer.toBuilder().clearResults();
      answer.getResultsList().stream().map(Results::withheld).forEach(shown::addResults);
      if (answer.hasStudy()) {
        shown.setStudy(withheld(answer.getStudy()));
      }
      return shown.build();
    }

    private static EjectionFraction withheld(EjectionFraction result) {
      return isPoor(result.getQuality())
          ? result.toBuilder()
              .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY)
              .setStatusReason("The quality is poor.")
              .clearEjectionFractionPercent()
              .clearInterval()
              .build()
          : result;
    }

    private static StudyEjectionFraction withheld(StudyEjectionFraction study) {
      return isPoor(study.getQuality())
          ? study.toBuilder()
              .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY)
              .setStatusReason("The quality is poor.")
              .clearEjectionFractionPercent()
              .clearInterval()
              .build()
          : study;
    }

    private static boolean isPoor(Quality quality) {
      return quality.getGrade() == QualityGrade.QUALITY_GRADE_POOR;
    }

    private static ListedEjectionFraction listed(EjectionFraction result) {
      return ListedEjectionFraction.newBuilder().setResult(withheld(result)).build();
    }
  }
}
