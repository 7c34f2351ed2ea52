package org.echomotion.segmentation.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/** The frames of an epoch and their order, a function of seed and epoch only. */
final class EpochOrder {

  private final List<PreparedFrame> frames;
  private final TrainingConfig config;

  EpochOrder(List<PreparedFrame> frames, TrainingConfig config) {
    this.frames = frames;
    this.config = config;
  }

  /** Whole batches only: a short last batch would distort the batch statistics. */
  int stepsPerEpoch() {
    int samples = config.data().samples() > 0 ? config.data().samples() : frames.size();
    return Math.max(1, samples / config.optim().batch());
  }

  List<PreparedFrame> epoch(int epoch) {
    Random random = new Random(config.seed() * 1_000_003 + epoch);
    int wanted = stepsPerEpoch() * config.optim().batch();
    List<PreparedFrame> drawn = new ArrayList<>(wanted);
    if (config.data().shares().isEmpty()) {
      fill(drawn, frames, wanted, random);
    } else {
      double total = config.data().shares().values().stream().mapToDouble(d -> d).sum();
      for (Map.Entry<String, Double> share : config.data().shares().entrySet()) {
        List<PreparedFrame> source =
            frames.stream().filter(f -> f.source().equals(share.getKey())).toList();
        fill(drawn, source, (int) Math.round(wanted * share.getValue() / total), random);
      }
      fill(drawn, frames, wanted - drawn.size(), random);
      Collections.shuffle(drawn, random);
    }
    return drawn.subList(0, wanted);
  }

  /** Adds {@code count} of {@code from}; no frame is repeated before all were used. */
  private static void fill(
      List<PreparedFrame> drawn, List<PreparedFrame> from, int count, Random random) {
    if (count > 0 && from.isEmpty()) {
      throw new IllegalArgumentException(
          "A source with a share has no frame in the train split. Check data.shares.");
    }
    for (int left = count; left > 0; ) {
      List<PreparedFrame> round = new ArrayList<>(from);
      Collections.shuffle(round, random);
      int take = Math.min(left, round.size());
      drawn.addAll(round.subList(0, take));
      left -= take;
    }
  }
}
