package org.echomotion.activelearning.exchange.echonet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSizes;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.ImportedLabels;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.OutlineCheck;
import org.echomotion.ef.contour.Point;
import org.echomotion.error.EchoMotionException;

/**
 * Reads VolumeTracings.csv. The outline is the polygon of the chords' ends, as in the data set's
 * own code: down one side and up the other. The long axis is not part of it.
 */
public final class VolumeTracingsReader {

  /** The long axis and two chords. The ends of a single chord make no polygon. */
  private static final int FEWEST_ROWS = 3;

  private static final int MOST_ROWS = 501;

  private record Traced(String clip, int frame) {}

  private record Row(Point from, Point to) {}

  private final Map<Traced, List<Row>> tracings = new LinkedHashMap<>();

  private VolumeTracingsReader() {}

  /**
   * Reads a table, UTF-8, with a comma between columns.
   *
   * @param reader who made the tracings
   * @param sizes the sizes of the clips, which the table does not state
   * @throws EchoMotionException BAD_IMPORT if a column is missing, a row is not valid, or a tracing
   *     breaks a rule
   */
  public static List<LabelledFrame> read(
      InputStream in, String reader, FrameSizes sizes, ImportLimits limits) throws IOException {
    VolumeTracingsReader table = new VolumeTracingsReader();
    byte[] bytes = limits.read(in);
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder()
            .detectBomHeader(true)
            .ofNamedCsvRecord(new ByteArrayInputStream(bytes))) {
      for (NamedCsvRecord row : csv) {
        ImportedLabels.item("line " + row.getStartingLineNumber(), () -> table.add(row));
      }
    } catch (CsvParseException e) {
      throw new InvalidLabelException("it is not a table of six columns").at("the file");
    }
    ImportedLabels labels = new ImportedLabels(limits);
    int number = 0;
    for (Map.Entry<Traced, List<Row>> tracing : table.tracings.entrySet()) {
      Traced traced = tracing.getKey();
      ImportedLabels.item(
          "tracing " + ++number,
          () ->
              labels.add(
                  LabelledFrame.outlined(
                      new ClipFrame(traced.clip(), traced.frame(), sizes.of(traced.clip())),
                      reader,
                      outline(tracing.getValue()))));
    }
    return labels.all();
  }

  private void add(NamedCsvRecord row) {
    for (String column : VolumeTracingsWriter.COLUMNS) {
      if (row.findField(column).isEmpty()) {
        throw new InvalidLabelException("the column " + column + " is missing");
      }
    }
    String clip = row.getField("FileName").replaceFirst("(?i)[.]avi$", "");
    Traced traced = new Traced(clip, frame(row.getField("Frame")));
    List<Row> rows = tracings.computeIfAbsent(traced, key -> new ArrayList<>());
    if (rows.size() == MOST_ROWS) {
      throw new InvalidLabelException("a tracing has more than " + (MOST_ROWS - 1) + " chords");
    }
    rows.add(
        new Row(
            OutlineCheck.point(number(row, "X1"), number(row, "Y1")),
            OutlineCheck.point(number(row, "X2"), number(row, "Y2"))));
  }

  private static List<Point> outline(List<Row> rows) {
    if (rows.size() < FEWEST_ROWS) {
      throw new InvalidLabelException("a tracing needs the long axis and at least 2 chords");
    }
    List<Row> chords = rows.subList(1, rows.size());
    List<Point> outline = new ArrayList<>(2 * chords.size());
    chords.forEach(chord -> outline.add(chord.from()));
    for (int i = chords.size() - 1; i >= 0; i--) {
      outline.add(chords.get(i).to());
    }
    return outline;
  }

  /** A whole number, which pandas may have written as a decimal. */
  private static int frame(String text) {
    double value = number(text);
    if (value < 0 || value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw new InvalidLabelException("the frame is not a whole number");
    }
    return (int) value;
  }

  private static double number(NamedCsvRecord row, String column) {
    return number(row.getField(column));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidLabelException("a value is not a number");
    }
  }
}
