package org.echomotion.segmentation.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.model.FrameSegmenter;

/**
 * Mean scores of a model on labelled frames.
 *
 * @param groups scores by {@code source}, {@code source/view}, {@code source/phase}, {@code
 *     source/view/phase} and, if images are graded, {@code source/quality grade}
 */
public record Evaluation(Map<String, Group> groups) {

  /**
   * Scores of one group of frames.
   *
   * @param frames number of frames
   * @param subjects number of patients or phantoms
   * @param dice mean Dice
   * @param diceInterval its interval by resampling subjects
   * @param iou mean intersection over union
   * @param iouInterval its interval
   * @param hausdorff95Mm mean 95 % Hausdorff distance over the frames with both masks and a
   *     spacing; NaN if there are none
   * @param hausdorff95MmInterval its interval
   * @param worstDice lowest Dice
   */
  public record Group(
      int frames,
      int subjects,
      double dice,
      Interval diceInterval,
      double iou,
      Interval iouInterval,
      double hausdorff95Mm,
      Interval hausdorff95MmInterval,
      double worstDice) {

    private static Group of(List<FrameScore> scores) {
      return new Group(
          scores.size(),
          (int) scores.stream().map(FrameScore::subject).distinct().count(),
          mean(scores, FrameScore::dice),
          interval(scores, FrameScore::dice),
          mean(scores, FrameScore::iou),
          interval(scores, FrameScore::iou),
          mean(scores, FrameScore::hausdorff95Mm),
          interval(scores, FrameScore::hausdorff95Mm),
          scores.stream().mapToDouble(FrameScore::dice).min().orElse(Double.NaN));
    }

    private static Interval interval(
        List<FrameScore> scores, ToDoubleFunction<FrameScore> measure) {
      return PatientBootstrap.of(scores, FrameScore::subject, some -> mean(some, measure));
    }

    private static double mean(List<FrameScore> scores, ToDoubleFunction<FrameScore> measure) {
      double sum = 0;
      int known = 0;
      for (FrameScore score : scores) {
        double value = measure.applyAsDouble(score);
        if (!Double.isNaN(value)) {
          sum += value;
          known++;
        }
      }
      return sum / known;
    }
  }

  public Evaluation {
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
  }

  /** Scores {@code segmenter} on {@code frames}. */
  public static Evaluation of(FrameSegmenter segmenter, List<PreparedFrame> frames) {
    return of(segmenter, frames, new SectorLogits());
  }

  /** As above, and counts the frames' pixels in {@code logits}. */
  public static Evaluation of(
      FrameSegmenter segmenter, List<PreparedFrame> frames, SectorLogits logits) {
    List<FrameScore> scores = new ArrayList<>(frames.size());
    Predictions.visit(
        segmenter,
        frames,
        (i, frame, probabilities) -> {
          scores.add(FrameScore.of(frame, probabilities));
          logits.add(frame.gray(), frame.labels(), probabilities);
        });
    return of(scores);
  }

  /** Groups {@code scores}. */
  public static Evaluation of(List<FrameScore> scores) {
    Map<String, List<FrameScore>> members = new LinkedHashMap<>();
    for (FrameScore score : scores) {
      String source = score.source();
      List<String> keys =
          new ArrayList<>(
              List.of(
                  source,
                  source + "/" + score.view(),
                  source + "/" + score.phase(),
                  source + "/" + score.view() + "/" + score.phase()));
      if (!score.quality().equals(PreparedFrame.UNGRADED)) {
        keys.add(source + "/quality " + score.quality());
      }
      keys.forEach(key -> members.computeIfAbsent(key, k -> new ArrayList<>()).add(score));
    }
    Map<String, Group> groups = new LinkedHashMap<>();
    members.forEach((key, group) -> groups.put(key, Group.of(group)));
    return new Evaluation(groups);
  }

  /** One line per group, with the intervals. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%-24s %6s %8s  %-22s %-22s %-18s %6s%n",
            "group", "frames", "subjects", "Dice", "IoU", "HD95 mm", "worst"));
    groups.forEach(
        (key, g) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-24s %6d %8d  %-22s %-22s %-18s %6.3f%n",
                    key,
                    g.frames(),
                    g.subjects(),
                    with("%.4f", g.dice(), g.diceInterval()),
                    with("%.4f", g.iou(), g.iouInterval()),
                    with("%.2f", g.hausdorff95Mm(), g.hausdorff95MmInterval()),
                    g.worstDice())));
    return text.toString();
  }

  private static String with(String format, double value, Interval interval) {
    if (Double.isNaN(interval.lower())) {
      return String.format(Locale.ROOT, format, value);
    }
    return String.format(
        Locale.ROOT,
        format + " (" + format + "-" + format + ")",
        value,
        interval.lower(),
        interval.upper());
  }
}
