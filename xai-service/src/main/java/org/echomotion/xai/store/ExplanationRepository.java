package org.echomotion.xai.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class ExplanationRepository implements PanacheRepositoryBase<ExplanationEntity, UUID> {

  // Native SQL, because it waits for a concurrent insert of the same key instead of failing.
  private static final String INSERT =
      """
      insert into xai.explanation (id, clip_id, study_id, model_version, configuration_hash,
        provenance, created_at)
      values (:id, :clip, :study, :model, :hash, :provenance, :created)
      on conflict (clip_id, model_version, configuration_hash) do nothing
      """;

  /** Returns false if the clip already has an explanation with this model and configuration. */
  boolean insert(StoredExplanation explanation) {
    return getEntityManager()
            .createNativeQuery(INSERT)
            .setParameter("id", explanation.id())
            .setParameter("clip", explanation.clipId())
            .setParameter("study", explanation.studyId())
            .setParameter("model", explanation.provenance().getModelVersion())
            .setParameter("hash", explanation.configurationHash())
            .setParameter("provenance", explanation.provenance().toByteArray())
            .setParameter("created", explanation.createdAt())
            .executeUpdate()
        == 1;
  }

  Optional<ExplanationEntity> find(UUID clipId, String modelVersion, String configurationHash) {
    return find(
            "clipId = ?1 and modelVersion = ?2 and configurationHash = ?3",
            clipId,
            modelVersion,
            configurationHash)
        .firstResultOptional();
  }

  Optional<ExplanationEntity> newestOf(UUID clipId) {
    return find("clipId = ?1 order by createdAt desc, id", clipId).firstResultOptional();
  }

  /** Returns the existing ones of these explanations. */
  Set<UUID> existing(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Set.of()
        : new HashSet<>(
            getEntityManager()
                .createQuery("select id from ExplanationEntity where id in :ids", UUID.class)
                .setParameter("ids", ids)
                .getResultList());
  }
}
