package org.echomotion.cli.accuracy.agreement;

import java.util.List;
import org.echomotion.cli.accuracy.page.Cells;

/** Converts agreements to rows of a table. */
public final class AgreementRows {

  /** Header of a table of agreements. */
  public static final List<String> COLUMNS =
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

  private AgreementRows() {}

  /**
   * Returns a row under {@link #COLUMNS}.
   *
   * @param without subjects that have a reference but no measured value
   */
  public static List<String> of(String name, Agreement a, int without) {
    return List.of(
        name,
        String.valueOf(a.n()),
        String.valueOf(without),
        Cells.withInterval("%.2f", a.mae(), a.maeInterval()),
        Cells.withInterval("%.2f", a.rmse(), a.rmseInterval()),
        Cells.withInterval("%.2f", a.r2(), a.r2Interval()),
        Cells.withInterval("%.3f", a.pearson(), a.pearsonInterval()),
        Cells.withInterval("%+.2f", a.bias(), a.biasInterval()),
        Double.isNaN(a.sd())
            ? "-"
            : Cells.number("%+.1f", a.lowerLimit())
                + " to "
                + Cells.number("%+.1f", a.upperLimit()));
  }
}
