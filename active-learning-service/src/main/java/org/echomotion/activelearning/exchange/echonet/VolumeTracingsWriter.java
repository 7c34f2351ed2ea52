package org.echomotion.activelearning.exchange.echonet;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.LongAxis;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.volume.Disks;
import org.echomotion.error.EchoMotionException;

/**
 * Writes VolumeTracings.csv. A chord runs through the middle of each of the 20 disks, from one side
 * of the outline to the other, so that the chords give the volume of the method of disks: {@code
 * pi/4 * sum(w^2) * L/20}. If the line of a chord crosses the outline more than twice, the chord
 * also spans the gap, and the volume is larger. Frames that are not assessable are left out.
 */
public final class VolumeTracingsWriter {

  static final List<String> COLUMNS = List.of("FileName", "X1", "Y1", "X2", "Y2", "Frame");

  private final CsvWriter csv;

  private VolumeTracingsWriter(CsvWriter csv) {
    this.csv = csv;
  }

  /**
   * Writes the table.
   *
   * @param out stays open
   * @throws EchoMotionException BAD_EXPORT if a frame has labels of two readers, or an outline has
   *     no long axis
   */
  public static void write(List<LabelledFrame> labels, Writer out) {
    VolumeTracingsWriter tracings =
        new VolumeTracingsWriter(CsvWriter.builder().bufferSize(0).build(out));
    Set<ClipFrame> written = new HashSet<>();
    tracings.csv.writeRecord(COLUMNS);
    for (LabelledFrame label : labels) {
      if (label.isOutlined()) {
        if (!written.add(label.frame())) {
          throw new EchoMotionException(
              ActiveLearningError.BAD_EXPORT,
              "VolumeTracings.csv has one outline for each frame; select one reader");
        }
        tracings.tracing(label);
      }
    }
  }

  /** Whether an outline has a long axis, which the chords need. */
  public static boolean hasLongAxis(LabelledFrame label) {
    return LongAxis.of(new Contour(label.outline())).lengthPixels() > 0;
  }

  private void tracing(LabelledFrame label) {
    Contour contour = new Contour(label.outline());
    LongAxis axis = LongAxis.of(contour);
    if (axis.lengthPixels() == 0) {
      throw new EchoMotionException(
          ActiveLearningError.BAD_EXPORT, "an outline has no long axis for its chords");
    }
    row(label.frame(), axis.apex(), axis.annulusMiddle());
    Point along = axis.direction();
    Point across = along.perpendicular();
    for (int i = 0; i < Disks.COUNT; i++) {
      Point middle = axis.apex().plus(along.times((i + 0.5) * axis.lengthPixels() / Disks.COUNT));
      row(label.frame(), contour.exit(middle, across), contour.exit(middle, across.times(-1)));
    }
  }

  private void row(ClipFrame frame, Point from, Point to) {
    csv.writeRecord(
        frame.clip() + ".avi",
        number(from.x()),
        number(from.y()),
        number(to.x()),
        number(to.y()),
        Integer.toString(frame.index()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
