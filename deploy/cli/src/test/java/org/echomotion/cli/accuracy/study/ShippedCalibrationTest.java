package org.echomotion.cli.accuracy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.echomotion.ef.interval.CalibrationJson;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.segmentation.model.ModelManifest;
import org.junit.jupiter.api.Test;

/** What segmentation-service serves of a model's calibration is what ef-service reads. */
class ShippedCalibrationTest {

  private static ModelManifest manifest(String model) throws IOException {
    try (InputStream in =
        ModelManifest.class.getResourceAsStream("/models/" + model + "/model.json")) {
      return new ObjectMapper().readValue(in, ModelManifest.class);
    }
  }

  @Test
  void theDefaultWeightsAreCalibrated() throws IOException {
    ModelManifest manifest = manifest("echomotionnet-b0");
    IntervalCalibration calibration =
        CalibrationJson.parse(manifest.ejectionFractionCalibration().orElseThrow());
    assertTrue(calibration.isOf(manifest.sha256()));
    assertEquals(0.9, calibration.coverage());
    assertEquals(manifest.name(), calibration.model().name());
  }

  @Test
  void theWeightsOfPhantomsAloneAreNot() throws IOException {
    assertEquals(
        Optional.empty(), manifest("echomotionnet-b0-phantom").ejectionFractionCalibration());
  }
}
