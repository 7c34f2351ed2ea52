package org.echomotion.segmentation.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.Tensor;
import org.echomotion.segmentation.model.TensorModel;
import org.junit.jupiter.api.Test;

/** The shipped models of views, as the service finds them. */
class TrainedViewsTest {

  @Test
  void noiseAndBlacknessAreOtherViews() {
    byte[] noise = new byte[WorkingFrame.PIXELS];
    new Random(4).nextBytes(noise);
    ByteBuffer frames = ByteBuffer.allocate(2 * WorkingFrame.PIXELS).put(noise);
    try (TensorModel model = load("echomotion-view")) {
      float[] found =
          model
              .run(List.of(new Tensor("frames", Tensor.Type.UINT8, shape(2), frames.position(0))))
              .get(0)
              .floats();
      assertTrue(found[2] > 0.5, "noise: " + found[2]);
      assertTrue(found[5] > 0.5, "black: " + found[5]);
      assertEquals(1, found[0] + found[1] + found[2], 1e-4);
    }
  }

  @Test
  void aHeartThatDoesNotMoveEjectsNothing() {
    byte[] frame = ModelEngineTest.speckledVentricle(new Random(3), 22);
    try (TensorModel model = load("echomotion-study")) {
      List<Tensor> still =
          model.inputs().stream()
              .map(
                  input -> new Tensor(input.name(), input.type(), shape(1), ByteBuffer.wrap(frame)))
              .toList();
      assertEquals(0, model.run(still).get(0).floats()[0], 1e-3);
    }
  }

  @Test
  void theirWeightsCarryTheTermsOfWhatTheyLearnedFrom() {
    for (String name : List.of("echomotion-view", "echomotion-study")) {
      try (ModelRepository.CheckedModel model =
          new ModelRepository(Optional.empty()).openAny(name)) {
        assertTrue(model.manifest().licence().startsWith("CC BY-NC-SA 4.0"), name);
      }
    }
  }

  private static TensorModel load(String name) {
    try (ModelRepository.CheckedModel model = new ModelRepository(Optional.empty()).openAny(name)) {
      return TensorModel.load(model);
    }
  }

  private static List<Long> shape(long rows) {
    return List.of(rows, (long) WorkingFrame.SIDE, (long) WorkingFrame.SIDE, 1L);
  }
}
