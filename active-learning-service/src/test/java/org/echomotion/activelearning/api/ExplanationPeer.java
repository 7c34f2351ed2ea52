package org.echomotion.activelearning.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.echomotion.contract.xai.v1.Artefact;
import org.echomotion.contract.xai.v1.DownloadArtefactRequest;
import org.echomotion.contract.xai.v1.DownloadArtefactResponse;
import org.echomotion.contract.xai.v1.DownloadStudyReportRequest;
import org.echomotion.contract.xai.v1.DownloadStudyReportResponse;
import org.echomotion.contract.xai.v1.Explanation;
import org.echomotion.contract.xai.v1.ExplanationServiceGrpc;
import org.echomotion.contract.xai.v1.GetExplanationRequest;
import org.echomotion.contract.xai.v1.GetExplanationResponse;

/** The explanations that a test gives it. */
final class ExplanationPeer extends ExplanationServiceGrpc.ExplanationServiceImplBase {

  /** The artefacts of a clip by their name, by the clip's identifier. */
  static final Map<String, Map<String, ByteString>> ARTEFACTS = new ConcurrentHashMap<>();

  /** Name of an artefact that breaks off after the first part. */
  static final String BROKEN = "broken.mp4";

  private static final int PART = 10_000;

  @Override
  public void getExplanation(
      GetExplanationRequest request, StreamObserver<GetExplanationResponse> answers) {
    Map<String, ByteString> artefacts = ARTEFACTS.get(request.getClipId());
    if (artefacts == null) {
      answers.onError(
          PeerServices.refusal(
              Status.Code.NOT_FOUND, "EXPLANATION_NOT_FOUND", "The clip has no explanation."));
      return;
    }
    Explanation.Builder explanation = Explanation.newBuilder();
    artefacts
        .keySet()
        .forEach(
            name ->
                explanation.addArtefacts(
                    Artefact.newBuilder()
                        .setName(name)
                        .setMediaType(name.endsWith(".html") ? "text/html" : "video/mp4")));
    answers.onNext(GetExplanationResponse.newBuilder().setExplanation(explanation).build());
    answers.onCompleted();
  }

  @Override
  public void downloadArtefact(
      DownloadArtefactRequest request, StreamObserver<DownloadArtefactResponse> answers) {
    ByteString file = ARTEFACTS.get(request.getClipId()).get(request.getName());
    if (file == null) {
      answers.onError(
          PeerServices.refusal(
              Status.Code.NOT_FOUND, "ARTEFACT_NOT_FOUND", "There is no such artefact."));
      return;
    }
    for (int from = 0; from < file.size(); from += PART) {
      answers.onNext(
          DownloadArtefactResponse.newBuilder()
              .setChunk(file.substring(from, Math.min(from + PART, file.size())))
              .build());
      if (request.getName().equals(BROKEN)) {
        answers.onError(
            PeerServices.refusal(Status.Code.DATA_LOSS, "ARTEFACT_LOST", "The file is damaged."));
        return;
      }
    }
    answers.onCompleted();
  }

  /** A page that consists of its links. */
  @Override
  public void downloadStudyReport(
      DownloadStudyReportRequest request, StreamObserver<DownloadStudyReportResponse> answers) {
    PeerServices.QUESTIONS.push(request);
    String page =
        request.getReportLinksMap().entrySet().stream()
            .map(link -> "<a href=\"%s\">%s</a>".formatted(link.getValue(), link.getKey()))
            .collect(Collectors.joining());
    answers.onNext(
        DownloadStudyReportResponse.newBuilder().setChunk(ByteString.copyFromUtf8(page)).build());
    answers.onCompleted();
  }
}
