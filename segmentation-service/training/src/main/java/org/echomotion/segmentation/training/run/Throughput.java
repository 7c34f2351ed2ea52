package org.echomotion.segmentation.training.run;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.training.Batch;
import org.echomotion.segmentation.training.BatchStream;
import org.echomotion.segmentation.training.TrainingGraph;
import org.echomotion.segmentation.training.augmentation.Augmentation;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/**
 * Speed of training on this machine, and its bottleneck.
 *
 * @param graph repeated optimizer steps on one batch
 * @param augmentation one augmenting thread alone
 * @param training both together, as in training
 * @param batch frames per step
 * @param threads threads per operation
 * @param cores cores that this process may use
 */
public record Throughput(
    Pace graph, Pace augmentation, Pace training, int batch, int threads, int cores) {

  private static final int WARM_UP = 10;
  private static final int STEPS = 60;
  private static final int FRAMES = 64;

  /** Fraction of busy cores above which the cores are the limit. */
  private static final double BUSY = 0.9;

  /**
   * @param imagesPerSecond images per second of elapsed time
   * @param cpuMillisPerImage CPU time of all threads of this process
   */
  record Pace(double imagesPerSecond, double cpuMillisPerImage) {

    double coresUsed() {
      return imagesPerSecond * cpuMillisPerImage / 1000;
    }
  }

  public static Throughput measure(TrainingConfig config) throws InterruptedException {
    int batch = config.optim().batch();
    List<PreparedFrame> frames = new ArrayList<>();
    List<PreparedFrame> made = frames();
    while (frames.size() < (WARM_UP + STEPS) * batch) {
      frames.add(made.get(frames.size() % FRAMES));
    }
    Pace augmentation = augmentation(config, made);
    try (TrainingGraph graph = new TrainingGraph(config)) {
      graph.start(Weights.initial(graph.parameters(), config.seed()));
      Batch same = Batch.of(frames.subList(0, batch));
      Pace bare = pace(batch, i -> step(graph, same, i, config));
      try (BatchStream batches = new BatchStream(frames, 0, config)) {
        Pace both = pace(batch, i -> step(graph, batches.next(), i, config));
        return new Throughput(
            bare,
            augmentation,
            both,
            batch,
            config.threads(),
            Runtime.getRuntime().availableProcessors());
      }
    }
  }

  /** Names the bottleneck: the cores, the augmenting thread, or sequential steps of the graph. */
  String bound() {
    if (augmentation.imagesPerSecond() < graph.imagesPerSecond()) {
      return "the augmenting thread";
    }
    if (training.coresUsed() >= BUSY * cores) {
      return String.format(
          Locale.ROOT,
          "the cores: %.1f of %d are busy, with the graph for %.0f %% of the time",
          training.coresUsed(),
          cores,
          100
              * graph.cpuMillisPerImage()
              / (graph.cpuMillisPerImage() + augmentation.cpuMillisPerImage()));
    }
    return String.format(
        Locale.ROOT,
        "sequential steps of the graph, or other processes: %.1f of %d cores are busy",
        training.coresUsed(),
        cores);
  }

  /** The measurements and the bottleneck. */
  public String table() {
    return "batch %d, %d threads, %d cores%n".formatted(batch, threads, cores)
        + row("graph alone", graph)
        + row("augmentation alone", augmentation)
        + row("training", training)
        + "limited by %s%n".formatted(bound());
  }

  private static String row(String what, Pace pace) {
    return String.format(
        Locale.ROOT,
        "%-20s %7.1f images/s, %6.2f ms of CPU each%n",
        what,
        pace.imagesPerSecond(),
        pace.cpuMillisPerImage());
  }

  private interface Work {
    void once(int number) throws InterruptedException;
  }

  private static Pace pace(int images, Work work) throws InterruptedException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (int i = 0; i < WARM_UP; i++) {
      work.once(i);
    }
    long start = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    for (int i = WARM_UP; i < WARM_UP + STEPS; i++) {
      work.once(i);
    }
    double nanos = System.nanoTime() - start;
    double count = (double) STEPS * images;
    return new Pace(count / (nanos / 1e9), (system.getProcessCpuTime() - cpu) / 1e6 / count);
  }

  private static Pace augmentation(TrainingConfig config, List<PreparedFrame> frames)
      throws InterruptedException {
    return pace(
        FRAMES,
        round -> {
          for (int i = 0; i < FRAMES; i++) {
            new Augmentation(config.augment(), (long) round * FRAMES + i).apply(frames.get(i));
          }
        });
  }

  private static void step(TrainingGraph graph, Batch batch, int number, TrainingConfig config) {
    graph.step(batch, number, config.optim().rate(), number);
  }

  /**
   * Noise in a sector with a disc as its mask: the cost of a step does not depend on the picture.
   */
  private static List<PreparedFrame> frames() {
    int side = WorkingFrame.SIDE;
    List<PreparedFrame> frames = new ArrayList<>();
    for (int n = 0; n < FRAMES; n++) {
      Random random = new Random(n);
      byte[] gray = new byte[side * side];
      byte[] labels = new byte[side * side];
      for (int i = 0; i < gray.length; i++) {
        int x = i % side - side / 2;
        int y = i / side;
        gray[i] = (byte) (Math.abs(x) < y ? 1 + random.nextInt(200) : 0);
        labels[i] = (byte) (x * x + (y - 60) * (y - 60) < 400 ? 1 : 0);
      }
      frames.add(new PreparedFrame("n" + n, "train", "A4C", "ED", gray, labels, 1, "noise", false));
    }
    return frames;
  }
}
