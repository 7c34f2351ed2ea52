package org.echomotion.segmentation.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.echomotion.segmentation.dataset.LabelledFrame;
import org.echomotion.segmentation.network.FrameSegmenter;

/**
 * Mean scores of a model on labelled frames.
 *
 * @param groups by {@code source}, {@code source/view} and {@code source/view/phase}
 */
public record Evaluation(Map<String, Group> groups) {

  /**
   * @param frames frames in the group
   * @param dice mean Dice
   * @param iou mean intersection over union
   * @param hausdorff95Mm mean 95 % Hausdorff distance over the frames where both masks and the
   *     spacing exist; NaN where there is none
   * @param worstDice lowest Dice
   */
  public record Group(
      int frames, double dice, double iou, double hausdorff95Mm, double worstDice) {}

  public Evaluation {
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
  }

  /** Scores {@code segmenter} on {@code frames} at probability 0.5. */
  public static Evaluation of(FrameSegmenter segmenter, List<LabelledFrame> frames) {
    List<float[]> probabilities =
        segmenter.probabilities(frames.stream().map(LabelledFrame::gray).toList());
    Map<String, List<double[]>> rows = new LinkedHashMap<>();
    for (int i = 0; i < frames.size(); i++) {
      LabelledFrame frame = frames.get(i);
      MaskScores scores =
          MaskScores.of(above(probabilities.get(i)), ventricle(frame.labels()), LabelledFrame.SIDE);
      double[] row = {
        scores.dice(), scores.iou(), scores.hausdorff95Pixels() * frame.millimetresPerPixel()
      };
      String view = frame.source() + "/" + frame.view();
      for (String key : List.of(frame.source(), view, view + "/" + frame.phase())) {
        rows.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    Map<String, Group> groups = new LinkedHashMap<>();
    rows.forEach((key, group) -> groups.put(key, mean(group)));
    return new Evaluation(groups);
  }

  /** One line per group. */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%-24s %7s %7s %7s %9s %7s%n", "group", "frames", "Dice", "IoU", "HD95 mm", "worst"));
    groups.forEach(
        (key, g) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-24s %7d %7.4f %7.4f %9.2f %7.4f%n",
                    key,
                    g.frames(),
                    g.dice(),
                    g.iou(),
                    g.hausdorff95Mm(),
                    g.worstDice())));
    return text.toString();
  }

  private static Group mean(List<double[]> rows) {
    return new Group(
        rows.size(),
        rows.stream().mapToDouble(r -> r[0]).average().orElse(Double.NaN),
        rows.stream().mapToDouble(r -> r[1]).average().orElse(Double.NaN),
        rows.stream()
            .mapToDouble(r -> r[2])
            .filter(d -> !Double.isNaN(d))
            .average()
            .orElse(Double.NaN),
        rows.stream().mapToDouble(r -> r[0]).min().orElse(Double.NaN));
  }

  private static boolean[] above(float[] probability) {
    boolean[] mask = new boolean[probability.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = probability[i] > 0.5f;
    }
    return mask;
  }

  private static boolean[] ventricle(byte[] labels) {
    boolean[] mask = new boolean[labels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = labels[i] == 1;
    }
    return mask;
  }
}
