package org.echomotion.activelearning.api;

import com.google.protobuf.Duration;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.echomotion.contract.activelearning.v1.ReaderFigures;

/** The figures of readers as CSV. */
final class ReaderTable {

  private static final String STARTS_A_FORMULA = "=+-@\t\r";

  private ReaderTable() {}

  static String of(List<ReaderFigures> readers) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).bufferSize(0).build(text);
    csv.writeRecord(
        "annotator",
        "annotations",
        "skipped",
        "median_seconds",
        "mean_dice",
        "gold_frames",
        "gold_dice",
        "dice_with_shown_proposal",
        "dice_with_hidden_proposal");
    for (ReaderFigures reader : readers) {
      csv.writeRecord(
          name(reader.getAnnotator()),
          Long.toString(reader.getAnnotations()),
          Long.toString(reader.getSkipped()),
          seconds(reader.getMedianTime()),
          number(reader.hasMeanDice(), reader.getMeanDice()),
          Long.toString(reader.getGoldFrames()),
          number(reader.hasGoldDice(), reader.getGoldDice()),
          number(reader.hasDiceWithShownProposal(), reader.getDiceWithShownProposal()),
          number(reader.hasDiceWithHiddenProposal(), reader.getDiceWithHiddenProposal()));
    }
    return text.toString();
  }

  /** A spreadsheet must not read a name as a formula. */
  private static String name(String name) {
    return !name.isEmpty() && STARTS_A_FORMULA.indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.getSeconds() + duration.getNanos() / 1e9);
  }

  private static String number(boolean present, double value) {
    return present ? String.format(Locale.ROOT, "%.4f", value) : "";
  }
}
