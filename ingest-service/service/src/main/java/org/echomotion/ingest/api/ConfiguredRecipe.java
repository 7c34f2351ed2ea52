package org.echomotion.ingest.api;

import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.settings.IngestSettings;

/**
 * The recipe of this version with the service's configured limits. A cine must fit into the heap:
 * otherwise, its caller could end the service.
 */
final class ConfiguredRecipe {

  /** With a heap of 1 GiB, a cine may have the default of {@code max-pixels}. */
  private static final double SHARE_OF_HEAP = 0.8;

  private ConfiguredRecipe() {}

  static CineRecipe of(IngestSettings settings) {
    return CineRecipe.STANDARD.withLimits(
        new DecodeLimits(
            settings.maxFrames(),
            settings.maxFramePixels(),
            mostPixels(settings.maxPixels(), Runtime.getRuntime().maxMemory()),
            settings.maxUploadBytes().asLongValue(),
            settings.maxDecodeTime()));
  }

  /**
   * Returns the largest number of pixels of all frames of a cine together.
   *
   * @param configured the setting
   * @param heap the largest heap, bytes
   */
  static long mostPixels(long configured, long heap) {
    return Math.min(configured, (long) (SHARE_OF_HEAP * heap) / FrameMemory.BYTES_PER_PIXEL);
  }
}
