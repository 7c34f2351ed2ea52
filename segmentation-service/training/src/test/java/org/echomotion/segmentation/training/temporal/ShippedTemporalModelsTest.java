package org.echomotion.segmentation.training.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.Tensor;
import org.echomotion.segmentation.model.TensorModel;
import org.echomotion.segmentation.network.temporal.TemporalConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedTemporalModelsTest {

  private static final int WINDOWS = 8;

  @ParameterizedTest
  @ValueSource(strings = {"echomotion-temporal-transformer", "echomotion-temporal-bilstm"})
  void takeErrorsOutOfAHeartThatTheyNeverSaw(String name) {
    TemporalBatch batch =
        TemporalBatch.draw(
            BeatingSequences.many(8, 80), BeatingSequences.noise(), WINDOWS, new Random(4));
    try (ModelRepository.CheckedModel checked =
            new ModelRepository(Optional.empty()).openAny(name);
        TensorModel model = TensorModel.load(checked)) {
      assertEquals(name, model.manifest().name());
      assertTrue(model.manifest().licence().startsWith("CC BY-NC-SA 4.0"));
      List<Tensor> answer =
          model.run(
              List.of(
                  Tensor.of(
                      "features",
                      List.of(
                          (long) WINDOWS,
                          (long) TemporalConfig.WINDOW,
                          (long) TemporalConfig.FEATURES),
                      batch.features())));
      double[] errors = RelativeVolumes.errorsPercent(batch, answer.get(0).floats());
      assertTrue(errors[1] < errors[0], errors[0] + " % to " + errors[1] + " %");
    }
  }
}
