package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.echomotion.cli.accuracy.study.Agreement;
import org.echomotion.cli.accuracy.study.Comparison;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.evaluation.Interval;

/** An evaluation's tables in words, the same on the console and on the page. */
public final class OutlineTables {

  /** Of a table of agreements. */
  public static final List<String> AGREEMENT_COLUMNS =
      List.of(
          "ejection fraction",
          "n",
          "without",
          "MAE",
          "RMSE",
          "R2",
          "Pearson",
          "bias",
          "limits of agreement");

  private OutlineTables() {}

  /**
   * A table.
   *
   * @param header names of the columns
   * @param rows the first column names the row
   */
  public record Table(List<String> header, List<List<String>> rows) {

    public Table {
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }

    /** For a console: columns as wide as they must be. */
    public String text() {
      List<List<String>> all = new ArrayList<>(List.of(header));
      all.addAll(rows);
      int[] widths = new int[header.size()];
      for (List<String> row : all) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], row.get(i).length());
        }
      }
      StringBuilder text = new StringBuilder();
      for (List<String> row : all) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        text.append(line.toString().stripTrailing()).append('\n');
      }
      return text.toString();
    }
  }

  /** Dice and its kin by group. */
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
                        with("%.3f", g.dice(), g.diceInterval()),
                        with("%.3f", g.iou(), g.iouInterval()),
                        with("%.2f", g.hausdorff95Mm(), g.hausdorff95MmInterval()),
                        number("%.3f", g.worstDice()))));
    return new Table(
        List.of("group", "frames", "subjects", "Dice", "IoU", "HD95 mm", "worst Dice"), rows);
  }

  /** Agreement of ejection fractions. */
  public static Table ejectionFractions(List<Comparison> comparisons) {
    List<List<String>> rows = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      rows.add(agreementRow(comparison.title(), comparison.agreement(), comparison.without()));
    }
    return new Table(AGREEMENT_COLUMNS, rows);
  }

  /** A row under {@link #AGREEMENT_COLUMNS}. */
  public static List<String> agreementRow(String what, Agreement a, int without) {
    return List.of(
        what,
        String.valueOf(a.n()),
        String.valueOf(without),
        with("%.2f", a.mae(), a.maeInterval()),
        with("%.2f", a.rmse(), a.rmseInterval()),
        with("%.2f", a.r2(), a.r2Interval()),
        with("%.3f", a.pearson(), a.pearsonInterval()),
        with("%+.2f", a.bias(), a.biasInterval()),
        Double.isNaN(a.sd())
            ? "-"
            : number("%+.1f", a.lowerLimit()) + " to " + number("%+.1f", a.upperLimit()));
  }

  /** Flicker by set. */
  public static Table flicker(List<Flicker> flicker) {
    List<List<String>> rows = new ArrayList<>();
    for (Flicker f : flicker) {
      Flicker.Worst worst = f.worst();
      rows.add(
          List.of(
              f.source(),
              String.valueOf(f.cines()),
              String.valueOf(f.frames()),
              with("%.2f", 100 * f.jitter(), percent(f.jitterInterval())),
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

  /** Calibration inside the sector. */
  public static Table calibration(ModelEvaluation evaluation) {
    var c = evaluation.calibration();
    return new Table(
        List.of("calibration inside the sector", "temperature", "ECE", "NLL"),
        List.of(
            List.of(
                "as trained", "1", number("%.4f", c.eceBefore()), number("%.4f", c.nllBefore())),
            List.of(
                "the model as it is",
                number("%.3f", evaluation.model().temperature()),
                number("%.4f", evaluation.reliability().expectedCalibrationError()),
                number("%.4f", evaluation.negativeLogLikelihood())),
            List.of(
                "best on these frames",
                number("%.3f", c.temperature()),
                number("%.4f", c.eceAfter()),
                number("%.4f", c.nllAfter()))));
  }

  private static Interval percent(Interval interval) {
    return new Interval(100 * interval.lower(), 100 * interval.upper());
  }

  static String with(String format, double value, Interval interval) {
    if (Double.isNaN(value) || Double.isNaN(interval.lower())) {
      return number(format, value);
    }
    return number(format, value)
        + " ("
        + number(format, interval.lower())
        + " to "
        + number(format, interval.upper())
        + ")";
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
