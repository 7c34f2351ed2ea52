package org.echomotion.segmentation.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.ServedSignature;
import org.junit.jupiter.api.Test;

/** The weights that the product carries, as it loads them: from the class path. */
class TrainedModelTest {

  private static final String NAME = "echomotionnet-b0";
  private static final BatchSettings SETTINGS =
      new BatchSettings(8, 1, 64, Duration.ofMillis(5), 2);

  private static ModelEngine load() {
    return load(NAME);
  }

  private static ModelEngine load(String name) {
    ModelRepository.CheckedModel model = new ModelRepository(Optional.empty()).open(name);
    try (model) {
      return ModelEngine.load(model, SETTINGS);
    } finally {
      assertFalse(Files.exists(model.files()), "what was unpacked is removed");
    }
  }

  @Test
  void aFrameGetsTheSameBitsInEveryCompanyAndFromEveryThread() throws Exception {
    try (ModelEngine engine = load()) {
      ModelEngineTest.assertSameBitsInEveryCompany(engine, ServedSignature.SEGMENT, 12);
      ModelEngineTest.assertSameBitsInEveryCompany(engine, ServedSignature.GRAD_CAM, 6);
    }
  }

  @Test
  void aFrameGetsTheSameBitsAfterTheModelWasLoadedAnew() {
    List<byte[]> frame = List.of(ModelEngineTest.speckledVentricle(new Random(3), 22));
    float[] first;
    try (ModelEngine engine = load()) {
      first = engine.run(ServedSignature.SEGMENT, frame).get(0).get("logits");
    }
    try (ModelEngine engine = load()) {
      assertArrayEquals(first, engine.run(ServedSignature.SEGMENT, frame).get(0).get("logits"));
    }
  }

  @Test
  void theWeightsOfPhantomsAloneAreUnderTheCodesLicenceAndFindADrawnVentricle() {
    String name = "echomotionnet-b0-phantom";
    ModelRepository.CheckedModel model = new ModelRepository(Optional.empty()).open(name);
    try (model) {
      assertTrue(model.manifest().licence().startsWith("Apache-2.0"), model.manifest().licence());
    }
    byte[] frame = ModelEngineTest.speckledVentricle(new Random(3), 22);
    try (ModelEngine engine = load(name)) {
      float[] logits = engine.run(ServedSignature.SEGMENT, List.of(frame)).get(0).get("logits");
      int centre = 55 * WorkingFrame.SIDE + 60;
      assertTrue(logits[centre] > 0, "the middle of the ventricle: " + logits[centre]);
      assertTrue(logits[0] < 0, "the corner: " + logits[0]);
    }
  }
}
