package org.echomotion.xai.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;

/**
 * The row of one explanation, with its artefacts.
 *
 * @param id identifier of the explanation
 * @param clipId the clip
 * @param studyId the study
 * @param configurationHash SHA-256 of everything except the model's version that can change it
 * @param provenance provenance of the explained result
 * @param createdAt time of creation
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

  /** Returns the artefact with a name. */
  public Optional<StoredArtefact> artefact(String name) {
    return artefacts.stream().filter(artefact -> artefact.name().equals(name)).findFirst();
  }
}
