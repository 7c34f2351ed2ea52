package org.echomotion.ef.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.pseudonym.StudyKeys;
import org.echomotion.stream.SharedWatch.Version;

/** Results of clips; each method is one transaction. */
@ApplicationScoped
public class EjectionFractionStore {

  private final EjectionFractionRepository results;
  private final StudyKeys keys;

  EjectionFractionStore(EjectionFractionRepository results, StudyKeys keys) {
    this.results = results;
    this.keys = keys;
  }

  /**
   * The results of a study so far.
   *
   * @param results the newest result of each clip that has one, oldest clip first
   * @param waiting whether a clip of the study has no result and has not failed
   * @param underWay whether {@code ef.computed} is still expected for a clip of the study
   */
  public record StudyResults(List<StoredResult> results, boolean waiting, boolean underWay) {

    public StudyResults {
      results = List.copyOf(results);
    }
  }

  /**
   * Stores a result, unless the clip already has one from the same model and configuration.
   *
   * @return the stored result: this one, or the earlier one
   */
  @Transactional
  public StoredResult save(StoredResult result) {
    results.insert(result);
    return results
        .find(result.clipId(), result.result().getProvenance())
        .map(EjectionFractionEntity::toRecord)
        .orElseThrow(() -> new IllegalStateException("The clip was deleted meanwhile."));
  }

  /** A clip's result from one model and configuration. */
  @Transactional
  public Optional<StoredResult> find(UUID clipId, Provenance by) {
    return results.find(clipId, by).map(EjectionFractionEntity::toRecord);
  }

  /** A clip's newest result. */
  @Transactional
  public Optional<StoredResult> newestOf(UUID clipId) {
    return results.newestOf(clipId).map(EjectionFractionEntity::toRecord);
  }

  /** A study's key; empty if there is no such study. */
  @Transactional
  public Optional<String> studyKey(UUID studyId) {
    return results.studyKey(studyId);
  }

  /** A study's results; empty if there is no such study. */
  @Transactional
  public Optional<StudyResults> ofStudy(String statedKey) {
    String studyKey = storedKey(statedKey);
    if (!results.hasStudy(studyKey)) {
      return Optional.empty();
    }
    // Read first, so that a result stored in between is in the list.
    boolean underWay = results.underWay(studyKey);
    boolean waiting = results.waits(studyKey);
    List<StoredResult> newest =
        results.newestOfEachClip(studyKey).stream().map(EjectionFractionEntity::toRecord).toList();
    return Optional.of(new StudyResults(newest, waiting, underWay));
  }

  /** The versions of studies, by the keys that callers state. */
  @Transactional
  public Map<String, Version> versions(Set<String> statedKeys) {
    return keys.find(statedKeys, results::versions);
  }

  /**
   * Returns the key of a study in the store. Studies of versions without pseudonyms keep their
   * keys.
   */
  private String storedKey(String stated) {
    String stored = keys.stored(stated);
    return stored.equals(stated) || !results.hasStudy(stated) ? stored : stated;
  }
}
