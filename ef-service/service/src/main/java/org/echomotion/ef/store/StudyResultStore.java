package org.echomotion.ef.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.contract.ef.v1.SecondOpinion;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.ef.store.StoredStudyResult.Pair;

/** Combined results of studies with two views; each method is one transaction. */
@ApplicationScoped
public class StudyResultStore {

  // Native SQL, because it waits for a concurrent insert of the same key and does not fail.
  private static final String INSERT =
      """
      insert into ef.study_ejection_fraction (id, study_id, a4c_result_id, a2c_result_id, model_name,
        model_version, model_sha256, configuration_hash, second_opinion_percent, no_opinion_reason,
        result, created_at)
      values (:id, :study, :four, :two, cast(:name as text), cast(:version as text),
        cast(:sha256 as text), :hash, cast(:percent as double precision), cast(:reason as text),
        :result, :created)
      on conflict (a4c_result_id, a2c_result_id, configuration_hash) do nothing
      """;

  private static final String DELETE_OTHERS =
      """
      delete from ef.study_ejection_fraction where study_id = :study
        and not (a4c_result_id = :four and a2c_result_id = :two and configuration_hash = :hash)
      """;

  private final Rows rows;

  StudyResultStore(Rows rows) {
    this.rows = rows;
  }

  @ApplicationScoped
  static class Rows implements PanacheRepositoryBase<StudyResultEntity, UUID> {}

  /** Stores a result unless it is already stored, and deletes the study's other results. */
  @Transactional
  public void save(StoredStudyResult stored) {
    StudyEjectionFraction result = stored.result();
    boolean given = result.hasSecondOpinion();
    SecondOpinion opinion = result.getSecondOpinion();
    String reason = result.getNoSecondOpinionReason();
    rows.getEntityManager()
        .createNativeQuery(INSERT)
        .setParameter("id", UUID.randomUUID())
        .setParameter("study", stored.studyId())
        .setParameter("four", stored.pair().fourChamberResult())
        .setParameter("two", stored.pair().twoChamberResult())
        .setParameter("name", given ? opinion.getNetwork().getName() : null)
        .setParameter("version", given ? opinion.getNetwork().getVersion() : null)
        .setParameter("sha256", given ? opinion.getNetwork().getSha256() : null)
        .setParameter("hash", stored.configurationHash())
        .setParameter(
            "percent", given ? Double.toString(opinion.getEjectionFractionPercent()) : null)
        .setParameter("reason", reason.isEmpty() ? null : reason)
        .setParameter("result", result.toByteArray())
        .setParameter("created", stored.createdAt())
        .executeUpdate();
    rows.getEntityManager()
        .createNativeQuery(DELETE_OTHERS)
        .setParameter("study", stored.studyId())
        .setParameter("four", stored.pair().fourChamberResult())
        .setParameter("two", stored.pair().twoChamberResult())
        .setParameter("hash", stored.configurationHash())
        .executeUpdate();
  }

  /** The result of a pair under one configuration. */
  @Transactional
  public Optional<StoredStudyResult> find(Pair pair, String configurationHash) {
    return rows.find(
            "fourChamberResult = ?1 and twoChamberResult = ?2 and configurationHash = ?3",
            pair.fourChamberResult(),
            pair.twoChamberResult(),
            configurationHash)
        .firstResultOptional()
        .map(StudyResultEntity::toRecord);
  }

  /** The result of a pair. */
  @Transactional
  public Optional<StoredStudyResult> of(Pair pair) {
    return rows.find(
            "fourChamberResult = ?1 and twoChamberResult = ?2 order by createdAt desc, id",
            pair.fourChamberResult(),
            pair.twoChamberResult())
        .firstResultOptional()
        .map(StudyResultEntity::toRecord);
  }
}
