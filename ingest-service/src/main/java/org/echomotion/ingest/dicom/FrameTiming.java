package org.echomotion.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/** How fast the frames follow each other (DICOM PS3.3, C.7.6.5). */
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

  private static int incrementPointer(DataSet attributes) {
    return attributes
        .bytes(Attribute.FRAME_INCREMENT_POINTER)
        .filter(value -> value.length >= 4)
        .map(value -> ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN))
        .map(value -> (value.getShort() & 0xffff) << 16 | value.getShort() & 0xffff)
        .orElse(0);
  }

  /** The first increment is that of the first frame, 0, and does not count. */
  private static double meanIncrement(double[] increments) {
    return Arrays.stream(increments).skip(1).average().orElse(0);
  }
}
