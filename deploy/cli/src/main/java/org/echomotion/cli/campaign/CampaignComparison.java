package org.echomotion.cli.campaign;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.cli.accuracy.page.Charts;
import org.echomotion.cli.campaign.CampaignScores.Score;
import org.echomotion.segmentation.evaluation.Interval;
import org.echomotion.segmentation.evaluation.PatientBootstrap;
import org.knowm.xchart.XYChart;

/**
 * Compares strategies by the area under their Dice curve. The area is the mean height of the curve
 * from before the first round to after the last, by the trapezoidal rule. Intervals are by
 * resampling patients; strategies are compared on the same patients and seeds.
 */
final class CampaignComparison {

  private static final Color[] COLOURS = {
    Charts.FIRST, Charts.SECOND, Charts.FAINT, new Color(0xB8, 0x6E, 0x00)
  };

  private final Map<Strategy, List<Score>> byStrategy = new TreeMap<>();
  private final int lastRound;

  CampaignComparison(List<Score> scores) {
    scores.forEach(
        score -> byStrategy.computeIfAbsent(score.strategy(), s -> new ArrayList<>()).add(score));
    lastRound = scores.stream().mapToInt(Score::round).max().orElse(0);
  }

  /** One line per strategy, with its difference from {@code STRATIFIED_RANDOM}. */
  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-18s %7s %7s  %-23s %-28s %s%n",
            "strategy",
            "first",
            "last",
            "area under the curve",
            "less STRATIFIED_RANDOM",
            "by seed"));
    byStrategy.forEach((strategy, scores) -> text.append(line(strategy, scores)));
    return text.toString();
  }

  private String line(Strategy strategy, List<Score> scores) {
    List<Score> others = byStrategy.getOrDefault(Strategy.STRATIFIED_RANDOM, List.of());
    String difference = "";
    String seeds = "";
    if (strategy != Strategy.STRATIFIED_RANDOM && !others.isEmpty()) {
      List<Score> both = new ArrayList<>(scores);
      both.addAll(others);
      ToDoubleFunction<List<Score>> less =
          some -> area(of(some, strategy)) - area(of(some, Strategy.STRATIFIED_RANDOM));
      difference = with("%+.4f", less.applyAsDouble(both), interval(both, less));
      seeds =
          both.stream()
              .collect(Collectors.groupingBy(Score::seed, TreeMap::new, Collectors.toList()))
              .values()
              .stream()
              .map(seed -> String.format(Locale.ROOT, "%+.4f", less.applyAsDouble(seed)))
              .collect(Collectors.joining(" "));
    }
    return String.format(
                Locale.ROOT,
                "%-18s %7.4f %7.4f  %-23s %-28s %s",
                strategy,
                mean(scores, 0),
                mean(scores, lastRound),
                with("%.4f", area(scores), interval(scores, this::area)),
                difference,
                seeds)
            .stripTrailing()
        + System.lineSeparator();
  }

  private static Interval interval(List<Score> scores, ToDoubleFunction<List<Score>> statistic) {
    return PatientBootstrap.of(scores, Score::patient, statistic);
  }

  private static List<Score> of(List<Score> scores, Strategy strategy) {
    return scores.stream().filter(score -> score.strategy() == strategy).toList();
  }

  private double area(List<Score> scores) {
    double sum = 0;
    for (int round = 0; round <= lastRound; round++) {
      sum += (round == 0 || round == lastRound ? 0.5 : 1) * mean(scores, round);
    }
    return sum / lastRound;
  }

  private static double mean(List<Score> scores, int round) {
    return scores.stream()
        .filter(score -> score.round() == round)
        .mapToDouble(Score::dice)
        .average()
        .orElse(Double.NaN);
  }

  private static String with(String format, double value, Interval interval) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + " to " + format + ")",
        value,
        interval.lower(),
        interval.upper());
  }

  /** The Dice curves as PNG, mean over seeds. */
  byte[] curves() {
    XYChart chart =
        Charts.chart("Dice of the left ventricle by annotated frames", "frames", "Dice");
    int colour = 0;
    for (Map.Entry<Strategy, List<Score>> strategy : byStrategy.entrySet()) {
      double[] frames = new double[lastRound + 1];
      double[] dice = new double[lastRound + 1];
      for (int round = 0; round <= lastRound; round++) {
        int each = round;
        frames[round] =
            strategy.getValue().stream()
                .filter(score -> score.round() == each)
                .mapToInt(Score::frames)
                .average()
                .orElse(Double.NaN);
        dice[round] = mean(strategy.getValue(), round);
      }
      Charts.lineWithDots(
          chart, strategy.getKey().name(), frames, dice, COLOURS[colour++ % COLOURS.length]);
    }
    return Charts.png(chart);
  }
}
