package org.echomotion.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.StatedTimes;

/**
 * When the frames were taken (DICOM PS3.3, C.7.6.5, cine module) and when the heart's R-waves were
 * (C.8.5.6, ultrasound image module).
 */
final class FrameTiming {

  /** No scanner is slower than 1 or faster than 1,000 frames a second; a slip of unit is. */
  private static final double MIN_HZ = 1;

  private static final double MAX_HZ = 1_000;

  private FrameTiming() {}

  /**
   * Frames per second: what the frame increment pointer points to, else the frame time, the mean of
   * the frame time vector, the cine rate, the recommended display rate, the frames over the
   * effective duration; the first of them that is plausible.
   *
   * @throws EchoMotionException {@code NO_FRAME_RATE} if none is
   */
  static double frameRateHz(DataSet attributes, int frames) {
    double byTime = 1_000 / attributes.decimal(Attribute.FRAME_TIME).orElse(0);
    double byVector = 1_000 / meanIncrement(attributes.decimals(Attribute.FRAME_TIME_VECTOR));
    OptionalDouble duration = attributes.decimal(Attribute.EFFECTIVE_DURATION);
    boolean vectorFirst = incrementPointer(attributes) == Attribute.FRAME_TIME_VECTOR.tag;
    return DoubleStream.of(
            vectorFirst ? byVector : byTime,
            vectorFirst ? byTime : byVector,
            attributes.decimal(Attribute.CINE_RATE).orElse(0),
            attributes.decimal(Attribute.RECOMMENDED_DISPLAY_FRAME_RATE).orElse(0),
            duration.isPresent() ? frames / duration.getAsDouble() : 0)
        .filter(rate -> rate >= MIN_HZ && rate <= MAX_HZ)
        .findFirst()
        .orElseThrow(() -> new EchoMotionException(IngestError.NO_FRAME_RATE));
  }

  /**
   * The frames' times, where the rate comes from the frame time vector and it has an increment for
   * each frame; and the R-waves, milliseconds from the first frame.
   *
   * @param frames how many there are
   * @param rateHz as {@link #frameRateHz} has it
   */
  static StatedTimes times(DataSet attributes, int frames, double rateHz) {
    double[] increments = attributes.decimals(Attribute.FRAME_TIME_VECTOR);
    boolean byVector = rateHz == 1_000 / meanIncrement(increments) && increments.length >= frames;
    StatedTimes times =
        byVector ? StatedTimes.ofFrames(sums(increments, frames)) : StatedTimes.NONE;
    double[] rWaves =
        Arrays.stream(attributes.reals(Attribute.R_WAVE_TIME_VECTOR)).map(t -> t / 1_000).toArray();
    double last = times.frames().isEmpty() ? 0 : times.frames().get(frames - 1);
    return times.withRWaves(rWaves, Math.max(last, frames / rateHz));
  }

  /** Seconds from the first frame. */
  private static double[] sums(double[] increments, int frames) {
    double[] seconds = new double[frames];
    for (int i = 1; i < frames; i++) {
      seconds[i] = seconds[i - 1] + increments[i] / 1_000;
    }
    return seconds;
  }

  private static int incrementPointer(DataSet attributes) {
    return attributes
        .bytes(Attribute.FRAME_INCREMENT_POINTER)
        .filter(value -> value.length >= 4)
        .map(value -> ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN))
        .map(value -> ((value.getShort() & 0xffff) << 16) | (value.getShort() & 0xffff))
        .orElse(0);
  }

  /** The first increment is that of the first frame, 0, and does not count. */
  private static double meanIncrement(double[] increments) {
    return Arrays.stream(increments).skip(1).average().orElse(0);
  }
}
