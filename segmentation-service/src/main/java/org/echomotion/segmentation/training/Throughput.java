package org.echomotion.segmentation.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.echomotion.segmentation.dataset.LabelledFrame;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/**
 * How fast training goes on this machine, and what bounds it.
 *
 * @param graph images/s of optimizer steps on one batch over and over
 * @param augmentation images/s of one augmenting thread with nothing beside it
 * @param training images/s of both together, as training runs them
 * @param batch frames per step
 * @param threads of one operation
 */
record Throughput(double graph, double augmentation, double training, int batch, int threads) {

  private static final int WARM_UP = 10;
  private static final int STEPS = 60;
  private static final int FRAMES = 64;

  static Throughput measure(TrainingConfig config) throws InterruptedException {
    int batch = config.optim().batch();
    List<LabelledFrame> frames = new ArrayList<>();
    List<LabelledFrame> made = frames();
    while (frames.size() < (WARM_UP + STEPS) * batch) {
      frames.add(made.get(frames.size() % FRAMES));
    }
    double augmentation = augmentation(config, made);
    try (TrainingGraph graph = new TrainingGraph(config)) {
      graph.start(Weights.initial(graph.parameters(), config.seed()));
      Batch same = Batch.of(frames.subList(0, batch));
      double bare = rate(batch, i -> step(graph, same, i, config));
      try (BatchStream batches = new BatchStream(frames, 0, config)) {
        double both = rate(batch, i -> step(graph, batches.next(), i, config));
        return new Throughput(bare, augmentation, both, batch, config.threads());
      }
    }
  }

  /** What was measured, and what it means. */
  String table() {
    String bound =
        augmentation < graph
            ? "augmentation"
            : training < 0.95 * graph ? "cores that both share" : "the graph";
    return String.format(
        Locale.ROOT,
        """
        batch %d, %d threads, %d processors
        graph alone         %7.1f images/s, %.2f ms each
        augmentation alone  %7.1f images/s, %.2f ms each, one thread
        training            %7.1f images/s, bound by %s
        """,
        batch,
        threads,
        Runtime.getRuntime().availableProcessors(),
        graph,
        1000 / graph,
        augmentation,
        1000 / augmentation,
        training,
        bound);
  }

  private interface Work {
    void once(int number) throws InterruptedException;
  }

  private static double rate(int images, Work work) throws InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      work.once(i);
    }
    long start = System.nanoTime();
    for (int i = WARM_UP; i < WARM_UP + STEPS; i++) {
      work.once(i);
    }
    return (double) STEPS * images / ((System.nanoTime() - start) / 1e9);
  }

  private static double augmentation(TrainingConfig config, List<LabelledFrame> frames)
      throws InterruptedException {
    return rate(
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

  /** Noise in a sector with a disc for a mask: what a step costs does not depend on the picture. */
  private static List<LabelledFrame> frames() {
    int side = LabelledFrame.SIDE;
    List<LabelledFrame> frames = new ArrayList<>();
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
      frames.add(new LabelledFrame("n" + n, "train", "A4C", "ED", gray, labels, 1, "noise", false));
    }
    return frames;
  }
}
