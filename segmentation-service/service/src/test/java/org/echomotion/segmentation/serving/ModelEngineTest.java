package org.echomotion.segmentation.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.BrightnessModel;
import org.echomotion.segmentation.model.FrameOutputs;
import org.echomotion.segmentation.model.ModelFingerprint;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.ServedSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelEngineTest {

  private static final BatchSettings SETTINGS =
      new BatchSettings(8, 1, 64, Duration.ofMillis(5), 2);

  @TempDir Path repository;

  @Test
  void givesWhatTheModelSays() throws IOException {
    BrightnessModel.write(repository);
    try (ModelEngine engine = load(new ModelRepository(Optional.of(repository)))) {
      byte[] frame = new byte[WorkingFrame.PIXELS];
      frame[5] = (byte) 200;
      frame[6] = 120;
      FrameOutputs segment = engine.run(ServedSignature.SEGMENT, List.of(frame)).get(0);
      assertEquals(BrightnessModel.probability(200), segment.get("probabilities")[5], 1e-6);
      assertEquals(BrightnessModel.probability(120), segment.get("probabilities")[6], 1e-6);
      assertEquals((200 - 127.5) / 8, segment.get("logits")[5], 1e-5);
      FrameOutputs heat = engine.run(ServedSignature.GRAD_CAM, List.of(frame)).get(0);
      assertEquals(200 / 255.0, heat.get("heatmap")[5], 1e-6);
    }
  }

  @Test
  void refusesAModelThatIsNoSavedModel() throws IOException {
    Path model = Files.createDirectories(repository.resolve(BrightnessModel.NAME));
    Files.writeString(model.resolve("saved_model.pb"), "not one");
    BrightnessModel.writeManifest(model, ModelFingerprint.of(model));
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class, () -> load(new ModelRepository(Optional.of(repository))));
    assertEquals(SegmentationError.DAMAGED_MODEL, refused.code());
  }

  @Test
  void aFrameGetsTheSameBitsInEveryCompanyAndFromEveryThread() throws Exception {
    BrightnessModel.write(repository);
    try (ModelEngine engine = load(new ModelRepository(Optional.of(repository)))) {
      assertSameBitsInEveryCompany(engine, ServedSignature.SEGMENT, 12);
      assertSameBitsInEveryCompany(engine, ServedSignature.GRAD_CAM, 6);
    }
  }

  private static ModelEngine load(ModelRepository repository) {
    try (ModelRepository.CheckedModel model = repository.open(BrightnessModel.NAME)) {
      return ModelEngine.load(model, SETTINGS);
    }
  }

  /**
   * Runs each of {@code count} frames alone, then in shuffled batches of every size, on 2 threads.
   */
  static void assertSameBitsInEveryCompany(ModelEngine engine, ServedSignature signature, int count)
      throws Exception {
    Random random = new Random(7);
    List<byte[]> frames = new ArrayList<>();
    List<FrameOutputs> alone = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(speckledVentricle(random, 18 + i));
      alone.add(engine.run(signature, List.of(frames.get(i))).get(0));
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Void>> runs = new ArrayList<>();
      for (int round = 0; round < 12; round++) {
        int size = 1 + round % SETTINGS.batchSize(signature);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          order.add(i);
        }
        Collections.shuffle(order, random);
        List<Integer> batch = order.subList(0, Math.min(size, count));
        runs.add(
            () -> {
              List<FrameOutputs> together =
                  engine.run(signature, batch.stream().map(frames::get).toList());
              for (int i = 0; i < batch.size(); i++) {
                for (ServedSignature.Output output : signature.outputs()) {
                  assertArrayEquals(
                      alone.get(batch.get(i)).get(output.name()),
                      together.get(i).get(output.name()),
                      signature + " frame " + batch.get(i) + " at " + i + " of " + batch.size());
                }
              }
              return null;
            });
      }
      for (Future<Void> run : threads.invokeAll(runs)) {
        run.get();
      }
    } finally {
      threads.shutdown();
    }
    assertTrue(
        !Arrays.equals(
            alone.get(0).get(signature.outputs().get(0).name()),
            alone.get(1).get(signature.outputs().get(0).name())),
        "the frames have to differ, or the comparison says nothing");
  }

  /** A dark ellipse in speckle: enough for a trained model to see a left ventricle in. */
  static byte[] speckledVentricle(Random random, int halfWidth) {
    byte[] frame = new byte[WorkingFrame.PIXELS];
    for (int i = 0; i < frame.length; i++) {
      double dx = (i % WorkingFrame.SIDE - 60) / (double) halfWidth;
      double dy = (i / WorkingFrame.SIDE - 55) / 30.0;
      double mean = dx * dx + dy * dy < 1 ? 14 : 90;
      frame[i] = (byte) Math.min(255, mean * (0.5 + random.nextDouble()));
    }
    return frame;
  }
}
