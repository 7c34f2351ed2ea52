package org.echomotion.segmentation.training.run;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.echomotion.segmentation.training.configuration.OptimSettings;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a run: a bar for the epoch if standard error is a terminal, and always one line per
 * finished epoch on standard output. Both show the time left for the whole run.
 */
public final class TrainingProgress {

  /** Set by the launcher. */
  private static final String TERMINAL = "echomotion.terminal";

  private static final int LINE = 120;

  private final OptimSettings optim;
  private final int steps;
  private final int lastEpoch;
  private long stepNanos;
  private long stepsTaken;
  private long scoreNanos;
  private long scoresMade;

  /**
   * @param steps steps per epoch
   * @param lastEpoch last epoch of this run, counted from 1
   */
  public TrainingProgress(OptimSettings optim, int steps, int lastEpoch) {
    this.optim = optim;
    this.steps = steps;
    this.lastEpoch = lastEpoch;
  }

  /** Progress of one epoch. */
  public final class Epoch implements AutoCloseable {

    private final int number;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long latest = start;
    private int taken;

    private Epoch(int number) {
      this.number = number;
      bar = Boolean.getBoolean(TERMINAL) ? bar(number) : null;
    }

    /** Reports a step; {@code loss} and {@code dice} are the epoch's means so far. */
    public void step(double loss, double dice) {
      long now = System.nanoTime();
      stepNanos += now - latest;
      latest = now;
      stepsTaken++;
      taken++;
      if (bar != null) {
        bar.step();
        bar.setExtraMessage(
            String.format(
                Locale.ROOT,
                " loss %.4f Dice %.3f, %.0f images/s, %s left",
                loss,
                dice,
                imagesPerSecond(),
                clock(left(number, taken))));
      }
    }

    public double imagesPerSecond() {
      return taken * optim.batch() / ((latest - start) / 1e9);
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
      }
    }
  }

  /** Begins epoch {@code number}, counted from 1. */
  public Epoch epoch(int number) {
    return new Epoch(number);
  }

  /** Reports that the valid split was scored within {@code nanos}. */
  public void scored(long nanos) {
    scoreNanos += nanos;
    scoresMade++;
  }

  public void finished(EpochResult r) {
    System.out.printf(
        Locale.ROOT,
        "epoch %d/%d loss %.4f Dice %.4f norm %.2f rate %.2g %.0f images/s valid Dice %s, %s left%n",
        r.epoch(),
        optim.epochs(),
        r.loss(),
        r.dice(),
        r.gradientNorm(),
        r.learningRate(),
        r.imagesPerSecond(),
        r.validDice().isEmpty() ? "not scored" : rounded(r),
        clock(left(r.epoch(), steps)));
  }

  /** Time for the remaining steps and scores, at the average speed of this run. */
  Duration left(int epoch, int stepsOfEpoch) {
    long stepsLeft = (long) (lastEpoch - epoch) * steps + steps - stepsOfEpoch;
    long scoresLeft =
        (long) (lastEpoch / optim.validateEvery()) - (epoch - 1) / optim.validateEvery();
    double nanos =
        stepsLeft * ((double) stepNanos / Math.max(1, stepsTaken))
            + (stepsLeft == 0 ? 0 : scoresLeft * ((double) scoreNanos / Math.max(1, scoresMade)));
    return Duration.ofNanos((long) nanos);
  }

  private static Map<String, String> rounded(EpochResult result) {
    Map<String, String> dice = new TreeMap<>();
    result.validDice().forEach((source, d) -> dice.put(source, "%.4f".formatted(d)));
    return dice;
  }

  private static String clock(Duration time) {
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private ProgressBar bar(int number) {
    return new ProgressBarBuilder()
        .setTaskName("epoch %d/%d".formatted(number, optim.epochs()))
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(500)
        .hideEta()
        .setConsumer(new ConsoleProgressBarConsumer(System.err, LINE))
        .build();
  }
}
