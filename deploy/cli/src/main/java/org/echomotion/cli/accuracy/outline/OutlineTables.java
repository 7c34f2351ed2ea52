package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.echomotion.cli.accuracy.agreement.AgreementRows;
import org.echomotion.cli.accuracy.agreement.Comparison;
import org.echomotion.cli.accuracy.page.Cells;
import org.echomotion.cli.accuracy.page.Table;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.evaluation.Interval;

/** The tables of a model's evaluation. */
public final class OutlineTables {

  private OutlineTables() {}

  /** Returns Dice, IoU and Hausdorff distance by group. */
  public static Table scores(Evaluation evaluation) {
    List<List<String>> rows = new ArrayList<>();
    evaluation
        .groups()
        .forEach(
            (group, g) ->
                rows.add(
                    List.of(
                        group,
                        String.valueOf(g.frames()),
                        String.valueOf(g.subjects()),
                        Cells.withInterval("%.3f", g.dice(), g.diceInterval()),
                        Cells.withInterval("%.3f", g.iou(), g.iouInterval()),
                        Cells.withInterval("%.2f", g.hausdorff95Mm(), g.hausdorff95MmInterval()),
                        Cells.number("%.3f", g.worstDice()))));
    return new Table(
        List.of("group", "frames", "subjects", "Dice", "IoU", "HD95 mm", "worst Dice"), rows);
  }

  /** Returns the agreement of ejection fractions, a row per comparison. */
  public static Table ejectionFractions(List<Comparison> comparisons) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      rows.add(AgreementRows.of(comparison.title(), comparison.agreement(), comparison.without()));
    }
    return new Table(AgreementRows.COLUMNS, rows);
  }

  /** Returns the flicker by set. */
  public static Table flicker(List<Flicker> flicker) {
    List<List<String>> rows = new ArrayList<>();
    for (Flicker f : flicker) {
      Flicker.Worst worst = f.worst();
      rows.add(
          List.of(
              f.source(),
              String.valueOf(f.cines()),
              String.valueOf(f.frames()),
              Cells.withInterval("%.2f", 100 * f.jitter(), percent(f.jitterInterval())),
              String.format(
                  Locale.ROOT,
                  "%.1f (%s %s, frame %d)",
                  100 * worst.jitter(),
                  worst.subject(),
                  worst.view(),
                  worst.frame())));
    }
    return new Table(
        List.of("flicker", "cines", "frames", "area jitter, % of true area", "worst frame"), rows);
  }

  /** Returns the calibration inside the sector. */
  public static Table calibration(ModelEvaluation evaluation) {
    var c = evaluation.calibration();
    return new Table(
        List.of("calibration inside the sector", "temperature", "ECE", "NLL"),
        List.of(
            List.of(
                "as trained",
                "1",
                Cells.number("%.4f", c.eceBefore()),
                Cells.number("%.4f", c.nllBefore())),
            List.of(
                "the model as it is",
                Cells.number("%.3f", evaluation.model().temperature()),
                Cells.number("%.4f", evaluation.reliability().expectedCalibrationError()),
                Cells.number("%.4f", evaluation.negativeLogLikelihood())),
            List.of(
                "best on these frames",
                Cells.number("%.3f", c.temperature()),
                Cells.number("%.4f", c.eceAfter()),
                Cells.number("%.4f", c.nllAfter()))));
  }

  private static Interval percent(Interval interval) {
    return new Interval(100 * interval.lower(), 100 * interval.upper());
  }
}
