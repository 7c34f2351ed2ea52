package org.echomotion.xai.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.UUID;
import org.echomotion.contract.xai.v1.Artefact;
import org.echomotion.contract.xai.v1.Explanation;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.store.ExplanationStore;
import org.echomotion.xai.store.StoredArtefact;
import org.echomotion.xai.store.StoredExplanation;

/** The explanations and artefacts in answers over gRPC and REST. */
@ApplicationScoped
class Explanations {

  private final ExplanationStore store;
  private final ExplanationRepair repair;

  Explanations(ExplanationStore store, ExplanationRepair repair) {
    this.store = store;
    this.repair = repair;
  }

  /**
   * An existing artefact.
   *
   * @param row its row
   * @param file its bytes
   */
  record Found(StoredArtefact row, Path file) {}

  /**
   * Returns a clip's newest explanation.
   *
   * @throws EchoMotionException {@code CLIP_ID_MALFORMED}, {@code EXPLANATION_NOT_FOUND}
   */
  Explanation of(String clipId) {
    StoredExplanation explanation = stored(clipId);
    Explanation.Builder message =
        Explanation.newBuilder()
            .setClipId(explanation.clipId().toString())
            .setStudyId(explanation.studyId().toString())
            .setProvenance(explanation.provenance());
    explanation
        .artefacts()
        .forEach(
            artefact ->
                message.addArtefacts(
                    Artefact.newBuilder()
                        .setName(artefact.name())
                        .setMediaType(artefact.mediaType())
                        .setLengthBytes(artefact.lengthBytes())
                        .setSha256(artefact.sha256())));
    return message.build();
  }

  /**
   * Returns one artefact of a clip's newest explanation. The name is looked up, and never becomes
   * part of a path. If the artefact is damaged, the explanation is made again in the background.
   *
   * @throws EchoMotionException {@code CLIP_ID_MALFORMED}, {@code EXPLANATION_NOT_FOUND}, {@code
   *     ARTEFACT_NOT_FOUND}, {@code ARTEFACT_LOST}
   */
  Found artefact(String clipId, String name) {
    StoredExplanation explanation = stored(clipId);
    StoredArtefact row =
        explanation
            .artefact(name)
            .orElseThrow(
                () -> new EchoMotionException(XaiError.ARTEFACT_NOT_FOUND, explanation.clipId()));
    try {
      return new Found(row, store.file(explanation, row));
    } catch (EchoMotionException e) {
      if (e.code() == XaiError.ARTEFACT_LOST) {
        repair.start(explanation);
      }
      throw e;
    }
  }

  private StoredExplanation stored(String clipId) {
    UUID id;
    try {
      id = UUID.fromString(clipId);
    } catch (IllegalArgumentException e) {
      throw new EchoMotionException(e, XaiError.CLIP_ID_MALFORMED);
    }
    return store
        .newestOf(id)
        .orElseThrow(() -> new EchoMotionException(XaiError.EXPLANATION_NOT_FOUND, id));
  }
}
