package org.echomotion.ingest.decode;

/**
 * How much one cine may decode to. Checked against the header before anything is decoded, and again
 * while decoding, since headers lie.
 *
 * @param maxFrames frames of a cine
 * @param maxPixels pixels of a cine, all frames together
 */
public record DecodeLimits(int maxFrames, long maxPixels) {

  /** 2,000 frames, 256 Mi pixels: 340 frames of 1024 x 768. */
  public static final DecodeLimits DEFAULT = new DecodeLimits(2_000, 256L << 20);
}
