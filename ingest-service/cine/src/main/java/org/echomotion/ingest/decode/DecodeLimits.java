package org.echomotion.ingest.decode;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * How large a decoded cine may be. The header is checked before decoding. The frames are checked
 * again during decoding, since headers may be wrong.
 *
 * @param maxFrames frames of a cine
 * @param maxFramePixels pixels of one frame
 * @param maxPixels pixels of all frames of a cine together, after large frames are reduced
 * @param maxFileBytes bytes of the file
 * @param maxTime processor time that decoding a video takes
 * @param memory receives the number of pixels of all frames together before the first one is
 *     decoded, and the largest number if the file has more frames than it states; it may wait until
 *     there is memory for them
 */
public record DecodeLimits(
    int maxFrames,
    int maxFramePixels,
    long maxPixels,
    long maxFileBytes,
    Duration maxTime,
    LongConsumer memory) {

  /**
   * 2,000 frames, 8 Mi pixels each, 256 Mi pixels (388 frames of 960 x 720), 512 MiB, 2 minutes.
   */
  public static final DecodeLimits DEFAULT =
      new DecodeLimits(2_000, 8 << 20, 256L << 20, 512L << 20, Duration.ofMinutes(2));

  /** Limits that do not wait for memory. */
  public DecodeLimits(
      int maxFrames, int maxFramePixels, long maxPixels, long maxFileBytes, Duration maxTime) {
    this(maxFrames, maxFramePixels, maxPixels, maxFileBytes, maxTime, pixels -> {});
  }

  /** The same limits with other memory. */
  public DecodeLimits withMemory(LongConsumer other) {
    return new DecodeLimits(maxFrames, maxFramePixels, maxPixels, maxFileBytes, maxTime, other);
  }

  public DecodeLimits {
    if (maxFrames < 2
        || maxFramePixels < 1
        || maxPixels < 2
        || maxFileBytes < 1
        || maxTime.isNegative()
        || maxTime.isZero()) {
      throw new IllegalArgumentException("the limits must allow a cine");
    }
  }

  /**
   * Returns the limit that a cine of this size exceeds, as the end of "The cine is too large: ";
   * empty if it is within the limits.
   */
  public Optional<String> exceededBy(long frames, long rows, long columns) {
    if (frames > maxFrames) {
      return Optional.of(frames + " frames; " + setting("max-frames", maxFrames));
    }
    if (rows * columns > maxFramePixels) {
      return Optional.of(
          "frames of %d x %d pixels; %s"
              .formatted(columns, rows, setting("max-frame-pixels", maxFramePixels)));
    }
    long kept = frames * ReducedSize.fitting(frames, (int) rows, (int) columns, maxPixels).pixels();
    return kept > maxPixels
        ? Optional.of(kept + " pixels in all frames; " + setting("max-pixels", maxPixels))
        : Optional.empty();
  }

  /** A limit with the name of its setting in ingest-service. */
  public static String setting(String name, Object value) {
    return "the limit is " + value + " (setting echomotion.ingest." + name + " of ingest-service)";
  }
}
