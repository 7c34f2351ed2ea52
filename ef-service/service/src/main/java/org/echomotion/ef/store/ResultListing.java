package org.echomotion.ef.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.pseudonym.StudyKeys;

/** Results of all studies, page by page. */
@ApplicationScoped
public class ResultListing {

  private static final String NEWEST_OF_EACH_CLIP =
      """
      select e from EjectionFractionEntity e where not exists (
        select 1 from EjectionFractionEntity n where n.clipId = e.clipId
          and (n.createdAt > e.createdAt or (n.createdAt = e.createdAt and n.id < e.id)))
      """;

  private static final String NEWEST_CLIPS_FIRST = " order by e.clipCreatedAt desc, e.clipId desc";

  private final EntityManager entities;
  private final StudyKeys keys;

  ResultListing(EntityManager entities, StudyKeys keys) {
    this.entities = entities;
    this.keys = keys;
  }

  /**
   * The newest result of each clip that passes the filter.
   *
   * @param size largest number of results on the page, at least 1
   * @param after the last clip of the previous page; empty to start with the newest clip
   */
  @Transactional
  public ResultPage page(ResultFilter filter, int size, Optional<ResultPage.Cursor> after) {
    StringBuilder query = new StringBuilder(NEWEST_OF_EACH_CLIP);
    Map<String, Object> values = new HashMap<>();
    restrict(query, values, filter);
    after.ifPresent(
        cursor -> {
          // The second condition implies the first, but only the first one uses the index.
          query.append(
              " and e.clipCreatedAt <= :behind and (e.clipCreatedAt < :behind or e.clipId < :clip)");
          values.put("behind", cursor.clipCreatedAt());
          values.put("clip", cursor.clipId());
        });
    TypedQuery<EjectionFractionEntity> page =
        entities.createQuery(query + NEWEST_CLIPS_FIRST, EjectionFractionEntity.class);
    values.forEach(page::setParameter);
    List<EjectionFractionEntity> found = page.setMaxResults(size + 1).getResultList();
    List<StoredResult> shown =
        found.stream().limit(size).map(EjectionFractionEntity::toRecord).toList();
    return new ResultPage(
        shown,
        found.size() > size
            ? Optional.of(
                new ResultPage.Cursor(
                    shown.get(size - 1).clipCreatedAt(), shown.get(size - 1).clipId()))
            : Optional.empty());
  }

  private void restrict(StringBuilder query, Map<String, Object> values, ResultFilter filter) {
    filter
        .studyKey()
        .ifPresent(
            study -> {
              query.append(" and e.studyKey in :study");
              // Studies of versions without pseudonyms keep their keys.
              values.put("study", List.of(keys.stored(study), study));
            });
    filter
        .from()
        .ifPresent(
            from -> {
              query.append(" and e.clipCreatedAt >= :from");
              values.put("from", from);
            });
    filter
        .until()
        .ifPresent(
            until -> {
              query.append(" and e.clipCreatedAt < :until");
              values.put("until", until);
            });
    if (!filter.grades().isEmpty()) {
      query.append(" and e.qualityGrade in :grades");
      values.put("grades", filter.grades());
    }
    filter
        .lowestPercent()
        .ifPresent(
            lowest -> {
              query.append(" and e.ejectionFractionPercent >= :lowest");
              values.put("lowest", lowest);
            });
    filter
        .highestPercent()
        .ifPresent(
            highest -> {
              query.append(" and e.ejectionFractionPercent <= :highest");
              values.put("highest", highest);
            });
    if (filter.asksForNumbers() && !filter.poorHaveNumbers()) {
      query.append(" and e.qualityGrade <> 'POOR'");
    }
  }
}
