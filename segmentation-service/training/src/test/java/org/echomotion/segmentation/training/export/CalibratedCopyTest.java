package org.echomotion.segmentation.training.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.echomotion.segmentation.evaluation.Calibration;
import org.echomotion.segmentation.model.SavedModelSegmenter;
import org.echomotion.segmentation.model.SavedModelTemperature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** On the weights that are shipped. */
class CalibratedCopyTest {

  private static final int PIXELS = 112 * 112;

  @TempDir Path directory;

  @Test
  void aCopyGivesTheSameOutlinesWithCalibratedProbabilities() throws Exception {
    Path model = shipped();
    float present = SavedModelTemperature.of(model);
    Path copy = directory.resolve("copy");
    Path again = directory.resolve("again");
    CalibratedCopy.write(model, copy, calibration(2f * present));
    CalibratedCopy.write(copy, again, calibration(3f * present));

    assertEquals(2f * present, SavedModelTemperature.of(copy));
    assertEquals(3f * present, SavedModelTemperature.of(again));
    byte[] frame = frame();
    float[] logits = segment(model, frame);
    for (Map.Entry<Path, Float> calibrated : Map.of(copy, 2f, again, 3f).entrySet()) {
      float[] divided = segment(calibrated.getKey(), frame);
      for (int i = 0; i < PIXELS; i++) {
        double logit = Math.log(logits[i]) - Math.log1p(-logits[i]);
        assertEquals(
            1 / (1 + Math.exp(-logit / calibrated.getValue())), divided[i], 2e-4, "pixel " + i);
        assertEquals(logits[i] > 0.5f, divided[i] > 0.5f);
      }
    }
    JsonNode manifest = new ObjectMapper().readTree(copy.resolve("model.json").toFile());
    assertEquals(ModelDirectory.sha256(copy), manifest.get("sha256").asText());
    assertEquals("by hand", manifest.get("calibration").get("on").asText());
    assertEquals("v1", manifest.get("preprocessingVersion").asText());
  }

  @Test
  void dropoutSamplesAreCalibratedToo() throws Exception {
    Path model = shipped();
    Path copy = directory.resolve("copy");
    // So cold that every sample is certain, and its mean a share of samples.
    CalibratedCopy.write(model, copy, calibration(1e-6f));
    float[] mean = uncertain(copy, frame());
    for (float p : mean) {
      assertEquals(Math.round(8 * p) / 8.0, p, 1e-3);
    }
    assertFalse(Arrays.equals(mean, uncertain(model, frame())));
  }

  @Test
  void anExistingDirectoryIsLeftAlone() throws Exception {
    Files.createDirectories(directory.resolve("copy"));
    Path model = shipped();
    assertThrows(
        FileAlreadyExistsException.class,
        () -> CalibratedCopy.write(model, directory.resolve("copy"), calibration(2)));
  }

  private static Path shipped() {
    return Path.of("../network/src/main/resources/models/echomotionnet-b0");
  }

  private static Calibration calibration(double temperature) {
    return new Calibration(temperature, 0.1, 0.05, 0.2, 0.1, "by hand", 1, List.of());
  }

  private static float[] segment(Path model, byte[] frame) {
    try (SavedModelSegmenter segmenter = new SavedModelSegmenter(model, 8, 1)) {
      return segmenter.probabilities(List.of(frame)).get(0);
    }
  }

  private static float[] uncertain(Path model, byte[] frame) {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString());
        TUint8 frames = TUint8.tensorOf(Shape.of(1, 112, 112, 1), DataBuffers.of(frame));
        TInt64 seed = TInt64.scalarOf(3);
        Result result =
            bundle
                .function("segment_uncertain")
                .call(Map.<String, Tensor>of("frames", frames, "seed", seed))) {
      float[] values = new float[PIXELS];
      ((TFloat32) result.get("probabilities").orElseThrow())
          .asRawTensor()
          .data()
          .asFloats()
          .read(values);
      return values;
    }
  }

  /** A dark cavity in speckle, so that probabilities of all sizes come about. */
  private static byte[] frame() {
    SplittableRandom random = new SplittableRandom(3);
    byte[] gray = new byte[PIXELS];
    for (int y = 0; y < 112; y++) {
      for (int x = 0; x < 112; x++) {
        double dx = (x - 58) / 17.0;
        double dy = (y - 55) / 32.0;
        double level = dx * dx + dy * dy < 1 ? 15 : 70;
        gray[y * 112 + x] = (byte) Math.min(255, level * (0.4 + 1.2 * random.nextDouble()));
      }
    }
    return gray;
  }
}
