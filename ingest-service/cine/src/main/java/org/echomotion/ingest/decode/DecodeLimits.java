package org.echomotion.ingest.decode;

import java.util.Optional;

/**
 * How large a decoded cine may be. The header is checked before decoding. The frames are checked
 * again during decoding, since headers may be wrong.
 *
 * @param maxFrames frames of a cine
 * @param maxFramePixels pixels of one frame
 * @param maxPixels pixels of a cine, all frames together
 * @param maxFileBytes bytes of the file
 */
public record DecodeLimits(int maxFrames, int maxFramePixels, long maxPixels, long maxFileBytes) {

  /** 2,000 frames, 8 Mi pixels each, 256 Mi pixels (340 frames of 1024 x 768), 512 MiB. */
  public static final DecodeLimits DEFAULT =
      new DecodeLimits(2_000, 8 << 20, 256L << 20, 512L << 20);

  /**
   * Returns the limit that a cine of this size exceeds, as the end of "The cine is too large: ";
   * empty if it is within the limits.
   */
  public Optional<String> exceededBy(long frames, long rows, long columns) {
    if (frames > maxFrames) {
      return Optional.of(frames + " frames; the limit is " + maxFrames);
    }
    long framePixels = rows * columns;
    if (framePixels > maxFramePixels) {
      return Optional.of(
          "frames of "
              + columns
              + " x "
              + rows
              + " pixels; the limit is "
              + maxFramePixels
              + " pixels");
    }
    if (frames * framePixels > maxPixels) {
      return Optional.of(frames * framePixels + " pixels in all frames; the limit is " + maxPixels);
    }
    return Optional.empty();
  }
}
