package org.echomotion.ingest.dicom.stated;

import java.util.Arrays;
import java.util.Optional;
import org.echomotion.ingest.decode.FrameSchedule;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * The frame time vector (DICOM PS3.3, C.7.6.5): milliseconds between neighbouring frames, the first
 * of them 0. Some writers omit the 0, some write times instead, some write one value for all
 * frames; a remark reports this.
 */
final class FrameTimeVector {

  private static final double MS = 1_000;

  /** Times grow to this multiple of their second value; increments hardly vary. */
  private static final double GROWS = 2.5;

  /** Fewer rising values may be increments by chance. */
  private static final int FEWEST_TIMES = 4;

  private FrameTimeVector() {}

  /**
   * Computes the schedule from the vector.
   *
   * @param frames number of frames in the file
   * @return empty if the vector is missing or implausible
   */
  static Optional<FrameSchedule> schedule(DataSet attributes, int frames) {
    double[] values = attributes.decimals(Attribute.FRAME_TIME_VECTOR);
    double[] increments =
        values.length == 1 || values.length == frames - 1
            ? values
            : Arrays.copyOfRange(values, Math.min(1, values.length), values.length);
    if (areTimes(values, increments)) {
      return ofTimes(values, frames)
          .map(found -> with(found, SentenceCode.TIMES_FOR_INCREMENTS.text()));
    }
    Optional<FrameSchedule> found = ofTimes(sums(increments), frames);
    return increments.length < frames - 1
        ? found.map(some -> with(some, SentenceCode.TIMES_OF_SOME_FRAMES.text()))
        : found;
  }

  private static boolean areTimes(double[] values, double[] increments) {
    for (int i = 1; i < values.length; i++) {
      if (!(values[i] > values[i - 1])) {
        return false;
      }
    }
    return values.length >= FEWEST_TIMES
        && (values[values.length - 1] > GROWS * values[1]
            || FrameSchedule.of(sums(increments)).isEmpty());
  }

  /** The times of all frames, or only the rate if some frames have no time. */
  private static Optional<FrameSchedule> ofTimes(double[] ms, int frames) {
    double[] seconds = Arrays.stream(ms).limit(frames).map(time -> time / MS).toArray();
    Optional<FrameSchedule> found = FrameSchedule.of(seconds);
    return seconds.length < frames ? found.map(FrameSchedule::rateAlone) : found;
  }

  /** Milliseconds from the first frame. */
  private static double[] sums(double[] increments) {
    double[] times = new double[increments.length + 1];
    for (int i = 0; i < increments.length; i++) {
      times[i + 1] = times[i] + increments[i];
    }
    return times;
  }

  private static FrameSchedule with(FrameSchedule found, String text) {
    return found.with(new Remark(Remark.Property.TIME, Remark.Basis.DERIVED, text));
  }
}
