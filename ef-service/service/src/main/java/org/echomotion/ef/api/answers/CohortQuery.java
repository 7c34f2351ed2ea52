package org.echomotion.ef.api.answers;

import java.util.List;
import org.echomotion.cohort.CohortRequest;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.error.EchoMotionException;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The filters of a listing, as REST query parameters. */
public class CohortQuery {

  @RestQuery
  @Parameter(description = "Only clips of this study.")
  @Nullable String studyKey;

  @RestQuery
  @Parameter(
      description =
          "Only clips stored at this time or later: 2026-11-25 (UTC) or 2026-11-25T09:30:00Z.")
  @Nullable String from;

  @RestQuery
  @Parameter(description = "Only clips stored before this time.")
  @Nullable String until;

  @RestQuery("grade")
  @Parameter(description = "Only results of one of these grades: good, usable, poor. Repeatable.")
  @Nullable List<String> grades;

  @RestQuery
  @Parameter(description = "Only ejection fractions of at least this, percent.")
  @Nullable String lowest;

  @RestQuery
  @Parameter(description = "Only ejection fractions of at most this, percent.")
  @Nullable String highest;

  @RestQuery
  @Parameter(description = "Whether results of poor quality come with their number.")
  boolean includePoor;

  /**
   * The request with these filters.
   *
   * @throws EchoMotionException {@link EjectionFractionError#BAD_REQUEST} if a filter is not valid
   */
  public CohortRequest request() {
    return new CohortRequest(EjectionFractionError.BAD_REQUEST)
        .studyKey(studyKey)
        .from(from)
        .until(until)
        .grades(grades)
        .lowest(lowest)
        .highest(highest)
        .includePoor(includePoor);
  }
}
