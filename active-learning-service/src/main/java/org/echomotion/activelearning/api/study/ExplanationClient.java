package org.echomotion.activelearning.api.study;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.xai.v1.Artefact;
import org.echomotion.contract.xai.v1.DownloadArtefactRequest;
import org.echomotion.contract.xai.v1.DownloadArtefactResponse;
import org.echomotion.contract.xai.v1.DownloadStudyReportRequest;
import org.echomotion.contract.xai.v1.DownloadStudyReportResponse;
import org.echomotion.contract.xai.v1.ExplanationServiceGrpc.ExplanationServiceBlockingStub;
import org.echomotion.contract.xai.v1.GetExplanationRequest;

/** Explanations from xai-service. Each method throws as {@link PassedOn#ask} does. */
@ApplicationScoped
class ExplanationClient {

  private static final PassedOn PEER = new PassedOn("xai-service");
  private static final int DEADLINE_SECONDS = 30;

  /** A file is sent only as fast as the caller takes it. */
  private static final int DOWNLOAD_DEADLINE_SECONDS = 600;

  private final ExplanationServiceBlockingStub xai;

  ExplanationClient(@GrpcClient("xai") ExplanationServiceBlockingStub xai) {
    this.xai = xai;
  }

  /** Returns the media type of an artefact of a clip; empty if the clip has no such artefact. */
  Optional<String> mediaType(String clip, String name) {
    return PEER.ask(
        () ->
            xai
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .getExplanation(GetExplanationRequest.newBuilder().setClipId(clip).build())
                .getExplanation()
                .getArtefactsList()
                .stream()
                .filter(artefact -> artefact.getName().equals(name))
                .map(Artefact::getMediaType)
                .findFirst());
  }

  /** Returns the bytes of an artefact of a clip. */
  Download<DownloadArtefactResponse> artefact(String clip, String name) {
    return Download.of(
        PEER,
        () ->
            downloading()
                .downloadArtefact(
                    DownloadArtefactRequest.newBuilder().setClipId(clip).setName(name).build()),
        DownloadArtefactResponse::getChunk);
  }

  /**
   * Returns the page of a study as HTML.
   *
   * @param links paths to the reports of clips, relative to the page, by the clip's identifier
   */
  Download<DownloadStudyReportResponse> page(
      String studyKey, boolean includePoor, Map<String, String> links) {
    return Download.of(
        PEER,
        () ->
            downloading()
                .downloadStudyReport(
                    DownloadStudyReportRequest.newBuilder()
                        .setStudyKey(studyKey)
                        .setIncludePoor(includePoor)
                        .putAllReportLinks(links)
                        .build()),
        DownloadStudyReportResponse::getChunk);
  }

  private ExplanationServiceBlockingStub downloading() {
    return xai.withDeadlineAfter(DOWNLOAD_DEADLINE_SECONDS, TimeUnit.SECONDS);
  }
}
