package org.echomotion.activelearning.exchange.echonet;

import static org.echomotion.activelearning.exchange.RoundTrip.assertMasksKept;
import static org.echomotion.activelearning.exchange.RoundTrip.assertRefused;
import static org.echomotion.activelearning.exchange.RoundTrip.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Ventricles;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.Point;
import org.echomotion.ef.volume.Disks;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VolumeTracingsTest {

  private static final String HEADER = "FileName,X1,Y1,X2,Y2,Frame\n";
  private static final String TRACING =
      """
      0X1A2B.avi,50,20,52,90,46
      0X1A2B.avi,40.5,30,60,30.25,46
      0X1A2B.avi,35,60,65,60,46
      0X1A2B.avi,38,85,64,85,46
      """;

  private static List<LabelledFrame> read(InputStream in) throws IOException {
    return VolumeTracingsReader.read(in, "echonet", clip -> Ventricles.SMALL, ImportLimits.DEFAULT);
  }

  private static String written(List<LabelledFrame> labels) {
    StringWriter out = new StringWriter();
    VolumeTracingsWriter.write(labels, out);
    return out.toString();
  }

  @Test
  void outlineIsThePolygonOfTheChordsEnds() throws IOException {
    LabelledFrame label = read(stream(HEADER + TRACING)).get(0);
    assertEquals(new ClipFrame("0X1A2B", 46, Ventricles.SMALL), label.frame());
    assertEquals("echonet", label.reader());
    assertEquals(
        List.of(
            new Point(40.5, 30),
            new Point(35, 60),
            new Point(38, 85),
            new Point(64, 85),
            new Point(65, 60),
            new Point(60, 30.25)),
        label.outline());
  }

  @ParameterizedTest
  @MethodSource("org.echomotion.activelearning.exchange.Ventricles#sizes")
  void keepsTheMaskButForTheEndsBeyondTheChords(FrameSize size) throws IOException {
    List<LabelledFrame> labels = Ventricles.of(size, "bo");
    List<LabelledFrame> kept =
        VolumeTracingsReader.read(
            stream(written(labels)), "bo", clip -> size, ImportLimits.DEFAULT);
    assertMasksKept(labels, kept, 0.98);
  }

  @Test
  void chordsGiveTheVolumeOfTheMethodOfDisks() {
    for (LabelledFrame label : Ventricles.of(Ventricles.LARGE, "anna@clinic.example")) {
      List<double[]> rows =
          written(List.of(label))
              .lines()
              .skip(1)
              .map(line -> line.split(","))
              .map(f -> Arrays.stream(f, 1, 5).mapToDouble(Double::parseDouble).toArray())
              .toList();
      assertEquals(21, rows.size());
      double squares = rows.stream().skip(1).mapToDouble(r -> length(r) * length(r)).sum();
      double volume = Math.PI / 4 * squares * length(rows.get(0)) / 20;
      double expected = Disks.of(new Contour(label.outline())).volume().value();
      assertEquals(expected, volume, expected * 1e-4);
    }
  }

  private static double length(double[] row) {
    return Math.hypot(row[2] - row[0], row[3] - row[1]);
  }

  @Test
  void leavesOutFramesThatAreNotAssessable() {
    ClipFrame frame = new ClipFrame("clip", 1, Ventricles.SMALL);
    assertEquals(
        HEADER.strip(), written(List.of(LabelledFrame.notAssessable(frame, "anna"))).strip());
  }

  @Test
  void aTableHasOneReader() {
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> written(Ventricles.labels()));
    assertEquals(ActiveLearningError.BAD_EXPORT, refusal.code());
  }

  @Test
  void refusesRowsThatBreakARule() {
    refused("line 2: a value is not a number", TRACING.replaceFirst("20", "x"));
    refused("line 2: a coordinate is not a number", TRACING.replaceFirst("20", "NaN"));
    refused("line 2: the frame is not a whole number", TRACING.replaceFirst("46", "4.5"));
    refused("line 2: the frame is not a whole number", TRACING.replaceFirst("46", "-1"));
    refused("line 2: the column Y2 is missing", "a.avi,1,2,3\n");
    refused(
        "tracing 1: a tracing needs the long axis and at least 2 chords",
        "a.avi,1,2,3,4,5\na.avi,1,2,3,4,5\n");
    refused("tracing 1: an outline has a point outside the frame", TRACING.replace("64,", "164,"));
    refused(
        "tracing 1: an outline crosses or touches itself",
        TRACING.replace("35,60,65,60", "65,60,35,60"));
    refused("line 503: a tracing has more than 500 chords", "a.avi,1,2,3,4,5\n".repeat(502));
    assertRefused(
        "the file: it is not a table of six columns",
        HEADER.replace("X2", "X1") + TRACING,
        VolumeTracingsTest::read);
    assertRefused(
        "line 2: the column X2 is missing",
        HEADER.replace("X2", "X9") + TRACING,
        VolumeTracingsTest::read);
    assertRefused(
        "the file: it holds no label of the left ventricle", HEADER, VolumeTracingsTest::read);
  }

  private static void refused(String message, String rows) {
    assertRefused(message, HEADER + rows, VolumeTracingsTest::read);
  }
}
