package org.echomotion.activelearning.exchange.cvat;

import static org.echomotion.activelearning.exchange.RoundTrip.assertKept;
import static org.echomotion.activelearning.exchange.RoundTrip.assertRefused;
import static org.echomotion.activelearning.exchange.RoundTrip.stream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.activelearning.exchange.Ventricles;
import org.echomotion.ef.contour.Point;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CvatTest {

  private static final String FOREIGN =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <annotations>
        <version>1.1</version>
        <meta>
          <task>
            <id>5</id><name>clip7.MP4</name><size>9</size><mode>interpolation</mode>
            <labels><label><name>other</name></label></labels>
            <original_size><width>20</width><height>10</height></original_size>
          </task>
        </meta>
        <track id="0" label="LV">
          <polygon frame="3" keyframe="1" outside="0" occluded="1" points="%s">
            <attribute name="phase">ES</attribute>
          </polygon>
          <polygon frame="4" keyframe="0" outside="0" points="1.5,1.5;9.5,1.5;9.5,8.5"/>
          <polygon frame="5" keyframe="1" outside="1" points="1.5,1.5;9.5,1.5;9.5,8.5"/>
        </track>
        <track id="1" label="left atrium">
          <polygon frame="3" keyframe="1" outside="0" points="not read"/>
        </track>
      </annotations>
      """;

  private static final String POINTS = "1.5,1.5;9.5,1.5;9.50,8.5";

  private static List<LabelledFrame> read(InputStream in) throws IOException {
    return CvatReader.read(in, "unknown", ImportLimits.DEFAULT);
  }

  private static String written(List<LabelledFrame> labels, int frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CvatWriter.write(labels, frames, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("org.echomotion.activelearning.exchange.Ventricles#sizes")
  void keepsOutlinesOfAllReaders(FrameSize size) throws IOException {
    List<LabelledFrame> labels =
        Ventricles.labels().stream()
            .filter(l -> l.frame().size().equals(size))
            .sorted(Comparator.comparing(LabelledFrame::reader))
            .toList();
    assertKept(labels, read(stream(written(labels, 50))), 0.999);
  }

  @Test
  void nothingIsInterpolatedBehindAnOutline() {
    ClipFrame frame = new ClipFrame("clip", 3, new FrameSize(20, 10));
    List<Point> outline = List.of(new Point(1, 1), new Point(9, 1), new Point(9, 8));
    LabelledFrame label = LabelledFrame.outlined(frame, "a<b&\"c", outline);
    String xml = written(List.of(label), 9);
    assertTrue(
        xml.contains(
            "<polygon frame=\"4\" keyframe=\"1\" outside=\"1\" occluded=\"0\" points=\""
                + "1.50,1.50;9.50,1.50;9.50,8.50\""));
    assertTrue(xml.contains("<attribute name=\"reader\">a&lt;b&amp;\"c</attribute>"));
    assertFalse(written(List.of(label), 4).contains("outside=\"1\""));
  }

  @Test
  void readsKeyFramesThatAreNotOutside() throws IOException {
    List<LabelledFrame> labels = read(stream(FOREIGN.formatted(POINTS)));
    assertEquals(
        List.of(
            LabelledFrame.outlined(
                    new ClipFrame("clip7", 3, new FrameSize(20, 10)),
                    "unknown",
                    List.of(new Point(1, 1), new Point(9, 1), new Point(9, 8)))
                .stating(Optional.of(Phase.ES), Optional.empty())),
        labels);
  }

  @Test
  void refusesEntitiesAndDocumentTypes() {
    String file = FOREIGN.formatted(POINTS);
    String refusal = "the file: it has a document type or an entity";
    assertRefused(
        refusal,
        file.replace(
                "<annotations>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><annotations>")
            .replace("clip7.MP4", "&x;"),
        CvatTest::read);
    assertRefused(
        refusal,
        file.replace("<annotations>", "<!DOCTYPE a SYSTEM \"http://localhost/a\"><annotations>"),
        CvatTest::read);
    EchoMotionException undeclared =
        assertThrows(
            EchoMotionException.class,
            () ->
                read(
                    new ByteArrayInputStream(
                        file.replace("clip7.MP4", "&x;").getBytes(StandardCharsets.UTF_8))));
    assertEquals(ActiveLearningError.BAD_IMPORT, undeclared.code());
  }

  @Test
  void refusesWhatIsNoCvatFile() {
    assertRefused("the file: it is not an XML file of CVAT", "<html/>", CvatTest::read);
    assertRefused("the file: it is not valid XML at line 1", "no xml", CvatTest::read);
    assertRefused("the file: it is not UTF-8", new byte[] {'<', (byte) 0xff, '>'}, CvatTest::read);
    assertRefused(
        "the file: it is not valid XML at line 1", "<annotations><track>", CvatTest::read);
    assertRefused(
        "the file: its elements are nested too deeply",
        "<annotations>" + "<a>".repeat(20),
        CvatTest::read);
    assertRefused(
        "the file: it holds no label of the left ventricle",
        FOREIGN.formatted(POINTS).replace("\"LV\"", "\"RV\""),
        CvatTest::read);
  }

  @Test
  void refusesPolygonsThatBreakARule() {
    refused("a coordinate is not a number", "1,1;4,1;4,x");
    refused("a coordinate is not a number", "1,1;4,1;4,NaN");
    refused("an outline has an odd number of coordinates", "1,1;4,1;4");
    refused("an outline has 2 points; 3 to 1000 are needed", "1,1;4,1");
    refused("an outline has a point outside the frame", "1,1;21,1;4,8");
    refused("an outline crosses or touches itself", "1,1;9,8;9,1;1,7");
  }

  private static void refused(String reason, String points) {
    assertRefused("polygon 1: " + reason, FOREIGN.formatted(points), CvatTest::read);
  }

  @Test
  void joinsTextsThatCommentsSplitUpToALimit() throws IOException {
    String file = FOREIGN.formatted(POINTS);
    LabelledFrame label =
        read(stream(file.replace("ES<", "E<!-- -->S<").replace("clip7.MP4", "cl<!-- -->ip7")))
            .get(0);
    assertEquals(Optional.of(Phase.ES), label.phase());
    assertEquals("clip7", label.frame().clip());
    assertRefused(
        "polygon 1: a text has more than 10000 characters",
        file.replace("ES<", "x<!-- -->".repeat(10_001) + "<"),
        CvatTest::read);
    assertRefused(
        "the file: a text has more than 10000 characters",
        file.replace("clip7.MP4", "x".repeat(10_001)),
        CvatTest::read);
  }

  @Test
  void refusesAFileWithoutNameOrSize() {
    String file = FOREIGN.formatted(POINTS);
    assertRefused(
        "polygon 1: the task's original_size/width is missing",
        file.replaceAll("<original_size>.*</original_size>", ""),
        CvatTest::read);
    assertRefused(
        "polygon 1: a whole number is expected",
        file.replace("<width>20</width>", "<width>2e1</width>"),
        CvatTest::read);
    assertRefused(
        "polygon 1: a clip's name needs 1 to 200 letters, digits, spaces, dots, underscores and"
            + " hyphens",
        file.replace("clip7.MP4", "../clip7"),
        CvatTest::read);
  }

  @Test
  void aFileHasOneClip() {
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> written(Ventricles.labels(), 9));
    assertEquals(ActiveLearningError.BAD_EXPORT, refusal.code());
    assertThrows(EchoMotionException.class, () -> written(List.of(), 9));
  }
}
