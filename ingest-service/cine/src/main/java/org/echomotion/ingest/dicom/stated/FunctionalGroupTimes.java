package org.echomotion.ingest.dicom.stated;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.echomotion.ingest.decode.FrameSchedule;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * Frame times from the frame content of the multi-frame functional groups (DICOM PS3.3,
 * C.7.6.16.2.2): from the time of day of each frame, or else from a frame's duration. The date is
 * not used.
 */
final class FunctionalGroupTimes {

  private static final double MS = 1_000;
  private static final double DAY_SECONDS = 86_400;

  /** Characters of the date in a date-time, YYYYMMDD. */
  private static final int DATE = 8;

  private FunctionalGroupTimes() {}

  /**
   * Computes the schedule from the functional groups.
   *
   * @param frames number of frames in the file
   * @return empty if the functional groups are missing or implausible
   */
  static Optional<FrameSchedule> schedule(DataSet attributes, int frames) {
    List<DataSet> perFrame =
        content(attributes.items(Attribute.PER_FRAME_FUNCTIONAL_GROUPS)).toList();
    return byTimeOfDay(perFrame, frames)
        .or(
            () ->
                byDuration(
                    Stream.concat(
                        content(attributes.items(Attribute.SHARED_FUNCTIONAL_GROUPS)),
                        perFrame.stream())));
  }

  private static Stream<DataSet> content(List<DataSet> groups) {
    return groups.stream().flatMap(group -> group.items(Attribute.FRAME_CONTENT).stream());
  }

  private static Optional<FrameSchedule> byTimeOfDay(List<DataSet> content, int frames) {
    if (content.size() < frames) {
      return Optional.empty();
    }
    double[] seconds =
        content.stream()
            .limit(frames)
            .mapToDouble(
                frame ->
                    timeOfDay(frame, Attribute.FRAME_ACQUISITION_DATE_TIME)
                        .orElseGet(
                            () ->
                                timeOfDay(frame, Attribute.FRAME_REFERENCE_DATE_TIME)
                                    .orElse(Double.NaN)))
            .toArray();
    for (int i = 1; i < seconds.length; i++) {
      // The cine continues after midnight.
      seconds[i] += seconds[i] < seconds[i - 1] - DAY_SECONDS / 2 ? DAY_SECONDS : 0;
    }
    return FrameSchedule.of(seconds);
  }

  /** Seconds since midnight of a date-time YYYYMMDDHHMMSS.FFFFFF with a zone. */
  private static OptionalDouble timeOfDay(DataSet frame, Attribute attribute) {
    return frame
        .text(attribute)
        .filter(text -> text.matches("\\d{14}(\\.\\d{1,6})?([+-]\\d{4})?"))
        .map(text -> text.substring(DATE).split("[+-]", 2)[0])
        .map(
            time ->
                OptionalDouble.of(
                    3_600 * Integer.parseInt(time.substring(0, 2))
                        + 60 * Integer.parseInt(time.substring(2, 4))
                        + Double.parseDouble(time.substring(4))))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<FrameSchedule> byDuration(Stream<DataSet> content) {
    return content
        .flatMap(frame -> frame.decimal(Attribute.FRAME_ACQUISITION_DURATION).stream().boxed())
        .map(ms -> MS / ms)
        .filter(FrameSchedule::isPlausible)
        .findFirst()
        .map(
            rateHz ->
                new FrameSchedule(
                    rateHz,
                    StatedTimes.NONE,
                    List.of(
                        new Remark(
                            Remark.Property.TIME,
                            Remark.Basis.DERIVED,
                            SentenceCode.RATE_FROM_ACQUISITION.text()))));
  }
}
