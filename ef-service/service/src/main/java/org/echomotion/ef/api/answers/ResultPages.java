package org.echomotion.ef.api.answers;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;
import org.echomotion.contract.ef.v1.ListedEjectionFraction;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.api.messages.PoorQuality;
import org.echomotion.ef.api.messages.ResultMessages;
import org.echomotion.ef.store.ResultFilter;
import org.echomotion.ef.store.ResultListing;
import org.echomotion.ef.store.ResultPage;
import org.echomotion.ef.store.StoredResult;
import org.echomotion.error.EchoMotionException;

/** Results of all studies, page by page, for gRPC and REST. */
@ApplicationScoped
public class ResultPages {

  public static final int LARGEST_PAGE = 200;

  private static final int DEFAULT_PAGE = 50;

  private final ResultListing listing;

  ResultPages(ResultListing listing) {
    this.listing = listing;
  }

  /**
   * Returns a page of results.
   *
   * @throws EchoMotionException {@link EjectionFractionError#BAD_REQUEST} if a filter, the page
   *     size or the page token is not valid
   */
  public ListEjectionFractionsResponse page(ListEjectionFractionsRequest request) {
    if (request.getPageSize() < 0 || request.getPageSize() > LARGEST_PAGE) {
      throw bad("the page size must be 1 to " + LARGEST_PAGE);
    }
    ResultPage page =
        listing.page(
            filter(request),
            request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize(),
            request.getPageToken().isEmpty()
                ? Optional.empty()
                : Optional.of(PageToken.parse(request.getPageToken())));
    ListEjectionFractionsResponse.Builder message = ListEjectionFractionsResponse.newBuilder();
    page.results().forEach(stored -> message.addResults(listed(stored, request.getIncludePoor())));
    page.next().ifPresent(next -> message.setNextPageToken(PageToken.of(next)));
    return message.build();
  }

  private static ResultFilter filter(ListEjectionFractionsRequest request) {
    Optional<Instant> from =
        request.hasFrom() ? Optional.of(instant(request.getFrom())) : Optional.empty();
    Optional<Instant> until =
        request.hasUntil() ? Optional.of(instant(request.getUntil())) : Optional.empty();
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw bad("'from' must be before 'until'");
    }
    OptionalDouble lowest =
        request.hasLowestPercent() ? percent(request.getLowestPercent()) : OptionalDouble.empty();
    OptionalDouble highest =
        request.hasHighestPercent() ? percent(request.getHighestPercent()) : OptionalDouble.empty();
    if (lowest.isPresent() && highest.isPresent() && lowest.getAsDouble() > highest.getAsDouble()) {
      throw bad("the lowest ejection fraction is above the highest");
    }
    return new ResultFilter(
        Optional.of(request.getStudyKey()).filter(key -> !key.isEmpty()),
        from,
        until,
        grades(request),
        lowest,
        highest,
        request.getIncludePoor());
  }

  private static Instant instant(Timestamp timestamp) {
    if (!Timestamps.isValid(timestamp)) {
      throw bad("a time is outside the years 1 to 9999");
    }
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private static OptionalDouble percent(double value) {
    if (!(value >= 0 && value <= 100)) {
      throw bad("an ejection fraction is a number from 0 to 100");
    }
    return OptionalDouble.of(value);
  }

  private static Set<String> grades(ListEjectionFractionsRequest request) {
    Set<QualityGrade> known =
        EnumSet.of(
            QualityGrade.QUALITY_GRADE_GOOD,
            QualityGrade.QUALITY_GRADE_USABLE,
            QualityGrade.QUALITY_GRADE_POOR);
    if (!known.containsAll(request.getGradesList())) {
      throw bad("a grade must be good, usable or poor");
    }
    return request.getGradesList().stream()
        .map(grade -> grade.name().substring("QUALITY_GRADE_".length()))
        .collect(Collectors.toSet());
  }

  private static ListedEjectionFraction listed(StoredResult stored, boolean includePoor) {
    EjectionFraction.Builder result =
        PoorQuality.answer(stored.result(), includePoor).toBuilder().clearFrames();
    result
        .getBeatsBuilderList()
        .forEach(beat -> beat.clearEndDiastolicDisks().clearEndSystolicDisks());
    return ListedEjectionFraction.newBuilder()
        .setResult(result)
        .setClipCreatedAt(ResultMessages.timestamp(stored.clipCreatedAt()))
        .setComputedAt(ResultMessages.timestamp(stored.createdAt()))
        .build();
  }

  private static EchoMotionException bad(String what) {
    return new EchoMotionException(EjectionFractionError.BAD_REQUEST, what);
  }
}
