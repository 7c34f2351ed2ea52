package org.echomotion.segmentation.training.temporal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.Tensor;
import org.echomotion.segmentation.model.TensorModel;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.network.temporal.TemporalConfig;
import org.echomotion.segmentation.network.temporal.TemporalGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemporalTrainerTest {

  private static final int WINDOWS = 4;
  private static final int ROWS = WINDOWS * TemporalConfig.WINDOW;

  @TempDir Path folder;

  private Path measured;

  @BeforeEach
  void writeSequences() throws IOException {
    measured = folder.resolve("measured.csv.gz");
    try (SequenceFile.Writer out = new SequenceFile.Writer(measured)) {
      for (TemporalSequence sequence : BeatingSequences.measured(6, 80, 3)) {
        out.add(sequence);
      }
    }
  }

  private static TemporalConfig tiny(TemporalConfig.Kind kind) {
    return new TemporalConfig(kind, 8, 1);
  }

  private TemporalTraining training(TemporalConfig.Kind kind, Path out, int epochs) {
    return new TemporalTraining(
        tiny(kind), List.of(measured), measured, out, epochs, 2, 2, 0.002, 9);
  }

  private static TemporalBatch batch() {
    return TemporalBatch.draw(
        BeatingSequences.many(4, 80), BeatingSequences.noise(), WINDOWS, new Random(1));
  }

  @ParameterizedTest
  @EnumSource(TemporalConfig.Kind.class)
  void stepsOnOneBatchLowerItsLoss(TemporalConfig.Kind kind) {
    TemporalBatch batch = batch();
    try (TemporalTrainingGraph graph = new TemporalTrainingGraph(tiny(kind))) {
      graph.start(Weights.initial(graph.parameters(), 1));
      TemporalTrainingGraph.Step first = graph.step(batch, 0, 0.01);
      TemporalTrainingGraph.Step last = first;
      for (int i = 1; i < 40; i++) {
        last = graph.step(batch, i, 0.01);
      }
      assertTrue(last.loss() < 0.8 * first.loss(), first + " to " + last);
      assertTrue(last.phase() < first.phase(), first + " to " + last);
    }
  }

  @ParameterizedTest
  @EnumSource(TemporalConfig.Kind.class)
  void aFreshNetworkLeavesTheDisksNearlyAsTheyAre(TemporalConfig.Kind kind) {
    Path weights = folder.resolve("weights");
    try (TemporalTrainingGraph graph = new TemporalTrainingGraph(tiny(kind))) {
      graph.start(Weights.initial(graph.parameters(), 1));
      graph.averaged().write(weights);
    }
    TemporalBatch batch = batch();
    try (TemporalGraph inference = new TemporalGraph(tiny(kind), weights)) {
      float[] disks = inference.run(batch.features()).get("disks");
      float[] phases = inference.run(batch.features()).get("phases");
      assertEquals(ROWS * TemporalConfig.SHAPE, disks.length);
      assertEquals(ROWS * TemporalConfig.PHASES, phases.length);
      for (int row = 0; row < ROWS; row++) {
        for (int k = 0; k < TemporalConfig.SHAPE; k++) {
          // Within 5 % of the length of about 60 pixels.
          assertEquals(
              batch.features()[row * TemporalConfig.FEATURES + k],
              disks[row * TemporalConfig.SHAPE + k],
              3);
        }
        float sum = phases[3 * row] + phases[3 * row + 1] + phases[3 * row + 2];
        assertEquals(1, sum, 1e-5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TemporalConfig.Kind.class)
  void whatIsTrainedIsServedAndGivesTheSame(TemporalConfig.Kind kind) throws IOException {
    List<String> lines = new ArrayList<>();
    Path model =
        TemporalTrainer.train(
            training(kind, folder.resolve("run"), 1), (done, of, line) -> lines.add(line));
    assertEquals(1, lines.size());
    float[] features = batch().features();
    float[] expected;
    try (TemporalGraph inference =
        new TemporalGraph(tiny(kind), folder.resolve("run/weights/averaged"))) {
      expected = inference.run(features).get("disks");
    }
    try (ModelRepository.CheckedModel checked =
            new ModelRepository(Optional.of(model.getParent())).openAny("model");
        TensorModel served = TensorModel.load(checked)) {
      assertEquals(
          "echomotion-temporal-" + kind.name().toLowerCase(Locale.ROOT), served.manifest().name());
      assertEquals(
          List.of(
              new Tensor.Spec("disks", Tensor.Type.FP32, List.of(-1L, 64L, 21L)),
              new Tensor.Spec("phases", Tensor.Type.FP32, List.of(-1L, 64L, 3L))),
          served.outputs());
      List<Tensor> answer =
          served.run(List.of(Tensor.of("features", List.of((long) WINDOWS, 64L, 25L), features)));
      assertArrayEquals(expected, answer.get(0).floats(), 1e-4f);
    }
  }

  @Test
  void aResumedRunGivesTheWeightsOfOneWithoutABreak() throws IOException {
    Path once = folder.resolve("once");
    Path twice = folder.resolve("twice");
    TemporalTrainer.train(
        training(TemporalConfig.Kind.TRANSFORMER, once, 3), (done, of, line) -> {});
    TemporalTraining whole = training(TemporalConfig.Kind.TRANSFORMER, twice, 3);
    List<Integer> epochs = new ArrayList<>();
    try {
      TemporalTrainer.train(
          whole,
          (done, of, line) -> {
            throw new IllegalStateException("interrupted after epoch " + done);
          });
    } catch (IllegalStateException interrupted) {
      TemporalTrainer.train(whole, (done, of, line) -> epochs.add(done));
    }
    assertEquals(List.of(2, 3), epochs);
    assertArrayEquals(
        Files.readAllBytes(once.resolve("weights/averaged.data-00000-of-00001")),
        Files.readAllBytes(twice.resolve("weights/averaged.data-00000-of-00001")));
  }
}
