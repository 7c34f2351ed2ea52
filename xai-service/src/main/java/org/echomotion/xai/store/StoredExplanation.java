package org.echomotion.xai.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;

/**
 * One explanation as the table knows it.
 *
 * @param id identifier of the explanation
 * @param clipId the clip
 * @param studyId the study
 * @param configurationHash SHA-256 of everything beside the model's version that can change it
 * @param provenance what made the result that is explained
 * @param createdAt when it was made
 * @param artefacts its files, by name
 */
public record StoredExplanation(
    UUID id,
    UUID clipId,
    UUID studyId,
    String configurationHash,
    Provenance provenance,
    Instant createdAt,
    List<StoredArtefact> artefacts) {

  public StoredExplanation {
    artefacts = List.copyOf(artefacts);
  }

  /** The artefact of that name. */
  public Optional<StoredArtefact> artefact(String name) {
    return artefacts.stream().filter(artefact -> artefact.name().equals(name)).findFirst();
  }
}
