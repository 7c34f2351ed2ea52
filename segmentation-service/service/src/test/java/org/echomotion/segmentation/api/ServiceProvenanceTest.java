package org.echomotion.segmentation.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.junit.jupiter.api.Test;

class ServiceProvenanceTest {

  @Test
  void configurationHashIsTheSha256OfTheSettings() {
    // printf 'outline algorithm=1 levels=65535 minimumAreaPx=64 boundaryRadiusPx=2.0\nmodel
    // segmentBatch=8\n' | sha256sum
    assertEquals(
        "544f8e0ddadbb36b7ec1aedb2bedeff6af3d89cfa9fd0c0bb5815a781f977976",
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
