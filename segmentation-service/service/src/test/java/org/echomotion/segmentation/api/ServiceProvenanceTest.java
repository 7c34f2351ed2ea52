package org.echomotion.segmentation.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.junit.jupiter.api.Test;

class ServiceProvenanceTest {

  @Test
  void configurationHashIsTheSha256OfTheSettings() {
    // printf 'outline algorithm=1 levels=65535 OutlineSettings[minimumAreaPx=64, \
    // boundaryRadiusPx=2.0]\nmodel segmentBatch=8\n' | sha256sum
    assertEquals(
        "9d9920d78b82300ec6b1d8bc309fe89d1417aaed009615101f09b00696159db0",
        ServiceProvenance.configurationHash(new OutlineSettings(64, 2.0), 8));
  }

  @Test
  void eachSettingThatCanChangeAResultChangesTheHash() {
    Set<String> hashes =
        Set.of(
            ServiceProvenance.configurationHash(new OutlineSettings(64, 2.0), 8),
            ServiceProvenance.configurationHash(new OutlineSettings(65, 2.0), 8),
            ServiceProvenance.configurationHash(new OutlineSettings(64, 2.5), 8),
            ServiceProvenance.configurationHash(new OutlineSettings(64, 2.0), 4));
    assertEquals(4, hashes.size());
  }
}
