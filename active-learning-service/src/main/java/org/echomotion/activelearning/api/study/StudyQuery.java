package org.echomotion.activelearning.api.study;

import java.util.List;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.cohort.CohortRequest;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.error.EchoMotionException;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of a listing: the same as those of ef-service. */
public class StudyQuery {

  @RestQuery @Nullable String studyKey;

  @RestQuery @Nullable String from;

  @RestQuery @Nullable String until;

  @RestQuery("grade")
  @Nullable List<String> grades;

  @RestQuery @Nullable String lowest;

  @RestQuery @Nullable String highest;

  @RestQuery boolean includePoor;

  @RestQuery @Nullable String pageSize;

  @RestQuery @Nullable String pageToken;

  /**
   * Returns the request with these parameters.
   *
   * @throws EchoMotionException {@code BAD_REQUEST} if a parameter cannot be read
   */
  ListEjectionFractionsRequest request() {
    return new CohortRequest(ActiveLearningError.BAD_REQUEST)
        .studyKey(studyKey)
        .from(from)
        .until(until)
        .grades(grades)
        .lowest(lowest)
        .highest(highest)
        .includePoor(includePoor)
        .pageSize(pageSize)
        .pageToken(pageToken)
        .build();
  }
}
