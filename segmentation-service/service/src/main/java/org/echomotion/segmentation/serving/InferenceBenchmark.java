package org.echomotion.segmentation.serving;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.apache.commons.statistics.descriptive.Median;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.SavedModels;
import org.echomotion.segmentation.model.ServedSignature;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TUint8;

/**
 * The overhead of serving: the service's engine against a bare loop over {@code Session.run} with
 * the same tensor that ignores the outputs, each on one thread.
 *
 * <p>Both take turns, so that other load on the machine affects both. Only the thread's CPU time
 * counts, so waiting is not measured.
 */
public final class InferenceBenchmark {

  private static final int WARM_UP = 3;

  /**
   * Frames per second of one core; medians over the rounds.
   *
   * @param batch frames per run
   * @param rounds number of measurements of each of the two
   * @param engine frames per second of CPU time through {@link ModelEngine}
   * @param bare frames per second of CPU time of the bare loop
   * @param ratio engine's time divided by the bare loop's, median over the rounds
   */
  public record Result(int batch, int rounds, double engine, double bare, double ratio) {}

  private InferenceBenchmark() {}

  /**
   * Times {@code segment}.
   *
   * @param batch frames per run
   * @param rounds number of measurements of each of the two
   * @param afterRound receives the number of each finished round, from 1
   */
  public static Result run(
      ModelRepository.CheckedModel model, int batch, int rounds, IntConsumer afterRound) {
    BatchSettings settings = new BatchSettings(batch, 1, batch, Duration.ZERO, 1);
    List<byte[]> frames = frames(batch);
    byte[] packed = new byte[batch * WorkingFrame.PIXELS];
    for (int i = 0; i < batch; i++) {
      System.arraycopy(frames.get(i), 0, packed, i * WorkingFrame.PIXELS, WorkingFrame.PIXELS);
    }
    double[] engineNanos = new double[rounds];
    double[] bareNanos = new double[rounds];
    double[] ratios = new double[rounds];
    Shape shape = Shape.of(batch, WorkingFrame.SIDE, WorkingFrame.SIDE, 1);
    try (ModelEngine engine = ModelEngine.load(model, settings);
        SavedModelBundle bundle = SavedModels.load(model.files());
        TUint8 input = TUint8.tensorOf(shape, DataBuffers.of(packed))) {
      Runnable throughEngine = () -> engine.run(ServedSignature.SEGMENT, frames);
      String frame = tensor(bundle, "segment", true, ServedSignature.INPUT);
      String probabilities = tensor(bundle, "segment", false, ServedSignature.PROBABILITIES);
      Runnable bareLoop =
          () -> bundle.session().runner().feed(frame, input).fetch(probabilities).run().close();
      for (int i = 0; i < WARM_UP; i++) {
        throughEngine.run();
        bareLoop.run();
      }
      for (int round = 0; round < rounds; round++) {
        // The order alternates, because the second one has warmer caches.
        if (round % 2 == 0) {
          engineNanos[round] = cpuNanos(throughEngine);
          bareNanos[round] = cpuNanos(bareLoop);
        } else {
          bareNanos[round] = cpuNanos(bareLoop);
          engineNanos[round] = cpuNanos(throughEngine);
        }
        ratios[round] = engineNanos[round] / bareNanos[round];
        afterRound.accept(round + 1);
      }
    }
    return new Result(
        batch,
        rounds,
        batch * 1e9 / Median.withDefaults().evaluate(engineNanos),
        batch * 1e9 / Median.withDefaults().evaluate(bareNanos),
        Median.withDefaults().evaluate(ratios));
  }

  private static String tensor(
      SavedModelBundle bundle, String signature, boolean input, String name) {
    Signature of =
        bundle.signatures().stream()
            .filter(s -> s.key().equals(signature))
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull((input ? of.getInputs() : of.getOutputs()).get(name)).name;
  }

  /** CPU time of one run, which stays on this thread. */
  private static double cpuNanos(Runnable run) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    run.run();
    return threads.getCurrentThreadCpuTime() - start;
  }

  private static List<byte[]> frames(int count) {
    SplittableRandom random = new SplittableRandom(1);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] frame = new byte[WorkingFrame.PIXELS];
      random.nextBytes(frame);
      frames.add(frame);
    }
    return frames;
  }
}
