package org.echomotion.ef.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.stream.SharedWatch.Version;

@ApplicationScoped
class EjectionFractionRepository implements PanacheRepositoryBase<EjectionFractionEntity, UUID> {

  // Native SQL, because it waits for a concurrent insert of the same key and does not fail.
  private static final String INSERT =
      """
      insert into ef.ejection_fraction (id, clip_id, study_id, study_key, model_version,
        configuration_hash, status, quality_grade, ejection_fraction_percent, result, clip_created_at,
        created_at)
      values (:id, :clip, :study, :key, :model, :hash, :status, :grade,
        cast(:percent as double precision), :result, :clipCreated, :created)
      on conflict (clip_id, model_version, configuration_hash) do nothing
      """;

  // Reads ingest's tables, never writes them. Failed clips will never have a result.
  private static final String WAITING =
      """
      select count(*) from ingest.clip c join ingest.study s on s.id = c.study_id
      where s.key = :key and c.stage <> 'FAILED'
        and not exists (select 1 from ef.ejection_fraction e where e.clip_id = c.id)
      """;

  // Ingest moves a clip to its next stage after ef.computed.
  private static final String UNDER_WAY =
      """
      select count(*) from ingest.clip c join ingest.study s on s.id = c.study_id
      where s.key = :key and c.stage in ('INGESTED', 'SEGMENTED')
      """;

  // A version differs if a clip, a stage, a clip's result or the combined result is another one.
  private static final String VERSIONS =
      """
      select s.key, s.id,
        string_agg(c.id || c.stage || coalesce((
          select string_agg(cast(e.id as text), '' order by e.id) from ef.ejection_fraction e
          where e.clip_id = c.id), ''), ',' order by c.id)
        || coalesce((
          select string_agg(cast(r.id as text), '' order by r.id) from ef.study_ejection_fraction r
          where r.study_id = s.id), '')
      from ingest.study s join ingest.clip c on c.study_id = s.id
      where s.key = any(:keys) group by s.id, s.key
      """;

  private static final String STUDIES = "select count(*) from ingest.study where key = :key";

  /** Inserts a result, unless the clip already has one from the same model and configuration. */
  void insert(StoredResult stored) {
    EjectionFraction result = stored.result();
    getEntityManager()
        .createNativeQuery(INSERT)
        .setParameter("id", stored.id())
        .setParameter("clip", stored.clipId())
        .setParameter("study", stored.studyId())
        .setParameter("key", result.getStudyKey())
        .setParameter("model", result.getProvenance().getModelVersion())
        .setParameter("hash", result.getProvenance().getConfigurationHash())
        .setParameter("status", result.getStatus().name())
        .setParameter("grade", QualityGradeColumn.of(result))
        .setParameter(
            "percent",
            result.hasEjectionFractionPercent()
                ? Double.toString(result.getEjectionFractionPercent())
                : null)
        .setParameter("result", result.toByteArray())
        .setParameter("clipCreated", stored.clipCreatedAt())
        .setParameter("created", stored.createdAt())
        .executeUpdate();
  }

  Optional<EjectionFractionEntity> find(UUID clipId, Provenance by) {
    return find(
            "clipId = ?1 and modelVersion = ?2 and configurationHash = ?3",
            clipId,
            by.getModelVersion(),
            by.getConfigurationHash())
        .firstResultOptional();
  }

  Optional<EjectionFractionEntity> newestOf(UUID clipId) {
    return find("clipId = ?1 order by createdAt desc, id", clipId).firstResultOptional();
  }

  /** The newest result of each clip of a study, oldest clip first. */
  List<EjectionFractionEntity> newestOfEachClip(String studyKey) {
    Map<UUID, EjectionFractionEntity> newest = new LinkedHashMap<>();
    for (EjectionFractionEntity entity :
        list("studyKey = ?1 order by clipCreatedAt, clipId, createdAt desc, id", studyKey)) {
      newest.putIfAbsent(entity.clipId, entity);
    }
    return List.copyOf(newest.values());
  }

  Optional<String> studyKey(UUID studyId) {
    List<?> keys =
        getEntityManager()
            .createNativeQuery("select key from ingest.study where id = :id", String.class)
            .setParameter("id", studyId)
            .getResultList();
    return keys.stream().map(String.class::cast).findFirst();
  }

  /** The versions of studies, by key. Studies without clips are missing: they were deleted. */
  Map<String, Version> versions(String[] keys) {
    return Version.byKey(
        getEntityManager().createNativeQuery(VERSIONS).setParameter("keys", keys).getResultList());
  }

  boolean hasStudy(String studyKey) {
    return count(STUDIES, studyKey) > 0;
  }

  boolean waits(String studyKey) {
    return count(WAITING, studyKey) > 0;
  }

  boolean underWay(String studyKey) {
    return count(UNDER_WAY, studyKey) > 0;
  }

  private long count(String sql, String studyKey) {
    return ((Number)
            getEntityManager()
                .createNativeQuery(sql)
                .setParameter("key", studyKey)
                .getSingleResult())
        .longValue();
  }
}
