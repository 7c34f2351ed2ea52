package org.echomotion.ef.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.ef.grade.Sex;

/**
 * The report of a study.
 *
 * @param studyId the study
 * @param studyKey the caller's pseudonymous name for it
 * @param issued when the newest of its results was computed
 * @param sex for the cut-offs; empty if not stated
 * @param progress progress of the study
 * @param summary the study's combined ejection fraction
 * @param clips the ejection fraction of each clip, oldest clip first
 */
public record StudyReport(
    UUID studyId,
    String studyKey,
    Instant issued,
    Optional<Sex> sex,
    Progress progress,
    ReportedResult summary,
    List<ReportedResult> clips) {

  /** Progress of a report. */
  public enum Progress {
    /** A clip of the study has no result yet. */
    RUNNING,
    /** All results are computed but not verified. */
    COMPUTED,
    /** The caller states that an authorised person has verified the results. */
    VERIFIED
  }

  public StudyReport {
    clips = List.copyOf(clips);
  }
}
