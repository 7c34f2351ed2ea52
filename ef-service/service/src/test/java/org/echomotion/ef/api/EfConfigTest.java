package org.echomotion.ef.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.echomotion.ef.api.measuring.TemporalChoice;
import org.junit.jupiter.api.Test;

class EfConfigTest {

  private static EfConfig of(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(properties, "test", 500))
        .withMapping(EfConfig.class)
        .build()
        .getConfigMapping(EfConfig.class);
  }

  @Test
  void hasTheseDefaults() {
    EfConfig config = of(Map.of());
    assertEquals("127.0.0.1", config.host());
    assertEquals(8083, config.port());
    assertEquals(Optional.of("echomotion-study"), config.studyModel());
    assertEquals(TemporalChoice.NONE, config.temporal());
    assertEquals(Optional.empty(), config.interval().calibration());
  }

  @Test
  void readsTheseNames() {
    EfConfig config =
        of(
            Map.of(
                "echomotion.ef.host", "ef.example",
                "echomotion.ef.port", "9083",
                "echomotion.ef.study-model", "study",
                "echomotion.ef.temporal", "bilstm",
                "echomotion.ef.interval.calibration", "/etc/site.json"));
    assertEquals("ef.example", config.host());
    assertEquals(9083, config.port());
    assertEquals(Optional.of("study"), config.studyModel());
    assertEquals(TemporalChoice.BILSTM, config.temporal());
    assertEquals(Optional.of(Path.of("/etc/site.json")), config.interval().calibration());
  }

  @Test
  void anEmptyStudyModelSwitchesSecondOpinionsOff() {
    assertEquals(Optional.empty(), of(Map.of("echomotion.ef.study-model", "")).studyModel());
  }
}
