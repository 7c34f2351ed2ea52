package org.echomotion.segmentation.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class OutlineSettingsTest {

  @Test
  void theStandardIsWhatTheServiceUsesUnlessItIsConfiguredOtherwise() throws IOException {
    Properties service = new Properties();
    try (InputStream in = getClass().getResourceAsStream("/application.properties")) {
      service.load(in);
    }
    assertEquals(
        new OutlineSettings(
            Integer.parseInt(service.getProperty("echomotion.segmentation.minimum-area-px")),
            Double.parseDouble(service.getProperty("echomotion.segmentation.boundary-radius-px"))),
        OutlineSettings.STANDARD);
  }
}
