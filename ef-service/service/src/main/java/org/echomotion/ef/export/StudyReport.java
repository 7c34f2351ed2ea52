package org.echomotion.ef.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.ef.grade.Sex;

/**
 * What is reported of a study.
 *
 * @param studyId the study
 * @param studyKey the caller's pseudonymous name for it
 * @param issued when the newest of its results was computed
 * @param sex for the cut-offs; empty where it was not stated
 * @param progress how far it has come
 * @param summary the study's ejection fraction over its clips
 * @param clips each clip's own, the clips oldest first
 */
public record StudyReport(
    UUID studyId,
    String studyKey,
    Instant issued,
    Optional<Sex> sex,
    Progress progress,
    ReportedResult summary,
    List<ReportedResult> clips) {

  /** How far a report has come. */
  public enum Progress {
    /** A clip of the study has no result yet. */
    RUNNING,
    /** All results are there; nobody has verified them. */
    COMPUTED,
    /** The caller states that an authorised person has verified the results. */
    VERIFIED
  }

  public StudyReport {
    clips = List.copyOf(clips);
  }
}
