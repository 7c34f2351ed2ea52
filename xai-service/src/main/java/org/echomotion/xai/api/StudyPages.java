package org.echomotion.xai.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.explain.Artefact;
import org.echomotion.xai.report.StudyClip;
import org.echomotion.xai.report.StudyPage;
import org.echomotion.xai.store.ExplanationStore;
import org.echomotion.xai.store.StoredExplanation;

/**
 * The page of a study. It is written for each request from ef-service's current results and the
 * stored pictures.
 */
@ApplicationScoped
class StudyPages {

  private final EfClient computed;
  private final ExplanationStore store;
  private final StudyPage report = new StudyPage();

  StudyPages(EfClient computed, ExplanationStore store) {
    this.computed = computed;
    this.store = store;
  }

  /**
   * Writes the page.
   *
   * @param includePoor whether to include the numbers of results of poor quality
   * @param links links to the reports of explained clips, by the clip's identifier
   * @return HTML, UTF-8
   * @throws EchoMotionException {@code STUDY_NOT_FOUND}, {@code EF_SERVICE_AWAY}, {@code
   *     ARTEFACT_LOST}
   */
  byte[] html(String studyKey, boolean includePoor, Function<String, Optional<String>> links) {
    GetEjectionFractionResponse found = computed.ofStudy(studyKey, includePoor);
    List<StudyClip> clips =
        found.getResultsList().stream().map(result -> clip(result, links)).toList();
    return report.html(found.getStudy(), clips);
  }

  private StudyClip clip(EjectionFraction result, Function<String, Optional<String>> links) {
    String id = result.getClipId();
    return store
        .newestOf(UUID.fromString(id))
        .map(
            explanation ->
                new StudyClip(
                    result,
                    bytes(explanation, Artefact.Kind.END_DIASTOLE),
                    bytes(explanation, Artefact.Kind.END_SYSTOLE),
                    links.apply(id)))
        .orElseGet(
            () -> new StudyClip(result, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private Optional<byte[]> bytes(StoredExplanation explanation, Artefact.Kind kind) {
    return explanation
        .artefact(kind.fileName())
        .map(
            row -> {
              try {
                return Files.readAllBytes(store.file(explanation, row));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
