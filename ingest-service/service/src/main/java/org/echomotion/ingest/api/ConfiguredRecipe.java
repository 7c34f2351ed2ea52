package org.echomotion.ingest.api;

import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.settings.IngestSettings;

/** The recipe of this version with the service's configured limits. */
final class ConfiguredRecipe {

  private ConfiguredRecipe() {}

  static CineRecipe of(IngestSettings settings) {
    return CineRecipe.STANDARD.withLimits(
        new DecodeLimits(
            settings.maxFrames(),
            settings.maxFramePixels(),
            settings.maxPixels(),
            settings.maxUploadBytes().asLongValue(),
            settings.maxDecodeTime()));
  }
}
