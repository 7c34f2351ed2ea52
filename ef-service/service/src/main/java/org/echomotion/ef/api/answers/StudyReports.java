package org.echomotion.ef.api.answers;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.api.messages.ReportMessages;
import org.echomotion.ef.export.StudyReport;
import org.echomotion.ef.export.StudyReport.Progress;
import org.echomotion.ef.grade.Sex;
import org.echomotion.ef.store.EjectionFractionStore;
import org.echomotion.ef.store.EjectionFractionStore.StudyResults;
import org.echomotion.ef.store.StoredResult;
import org.echomotion.error.EchoMotionException;

/** Reports of studies. */
@ApplicationScoped
public class StudyReports {

  private final Results results;
  private final EjectionFractionStore store;

  StudyReports(Results results, EjectionFractionStore store) {
    this.results = results;
    this.store = store;
  }

  /**
   * Returns the report of a study.
   *
   * @param sex for the cut-offs
   * @param verified whether the caller states that an authorised person has verified the results
   * @throws EchoMotionException as in {@link Results#get}; {@link
   *     EjectionFractionError#BAD_REQUEST} if {@code verified} is set while results are missing
   */
  public StudyReport of(GetEjectionFractionRequest request, Optional<Sex> sex, boolean verified) {
    // Read first, so that a result stored in between cannot make the report incomplete.
    StudyResults known = known(request.getStudyKey());
    GetEjectionFractionResponse response = results.get(request);
    boolean waiting = results.waiting(known);
    if (verified && waiting) {
      throw new EchoMotionException(
          EjectionFractionError.BAD_REQUEST,
          "a study cannot be verified while results are missing; try again when it is done");
    }
    return new StudyReport(
        known.results().stream()
            .map(StoredResult::studyId)
            .findFirst()
            .orElseThrow(() -> new EchoMotionException(EjectionFractionError.NO_RESULT)),
        response.getResults(0).getStudyKey(),
        known.results().stream()
            .map(StoredResult::createdAt)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH),
        sex,
        waiting ? Progress.RUNNING : verified ? Progress.VERIFIED : Progress.COMPUTED,
        ReportMessages.study(response),
        response.getResultsList().stream().map(ReportMessages::clip).toList());
  }

  /**
   * Checks that the study exists.
   *
   * @throws EchoMotionException {@link EjectionFractionError#NO_SUCH_STUDY} if it does not exist
   */
  public void require(String studyKey) {
    known(studyKey);
  }

  private StudyResults known(String studyKey) {
    return store
        .ofStudy(studyKey)
        .orElseThrow(() -> new EchoMotionException(EjectionFractionError.NO_SUCH_STUDY));
  }
}
