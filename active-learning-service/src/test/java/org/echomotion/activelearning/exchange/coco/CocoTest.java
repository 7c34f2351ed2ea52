package org.echomotion.activelearning.exchange.coco;

import static org.echomotion.activelearning.exchange.RoundTrip.assertKept;
import static org.echomotion.activelearning.exchange.RoundTrip.assertRefused;
import static org.echomotion.activelearning.exchange.RoundTrip.stream;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Ventricles;
import org.echomotion.ef.contour.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CocoTest {

  /** Annotations before images, and a second category, as other tools write them. */
  private static final String FOREIGN =
      """
      {"annotations": [
        {"id": 7, "image_id": 1, "category_id": 3, "iscrowd": 0, "segmentation": %s},
        {"id": 8, "image_id": 1, "category_id": 4, "segmentation": "not read"}],
       "images": [{"id": 1, "file_name": "train/clip_000012.jpg", "width": 6, "height": 5}],
       "categories": [{"id": 3, "name": "LV"}, {"id": 4, "name": "left atrium"}]}
      """;

  private static List<LabelledFrame> read(InputStream in) throws IOException {
    return CocoReader.read(in, "unknown", ImportLimits.DEFAULT);
  }

  private static void refused(String reason, String segmentation) {
    assertRefused("annotation 1: " + reason, FOREIGN.formatted(segmentation), CocoTest::read);
  }

  @ParameterizedTest
  @EnumSource
  void keepsMasksReadersAndVerdicts(CocoForm form) throws IOException {
    List<LabelledFrame> labels = new ArrayList<>();
    labels.add(
        LabelledFrame.notAssessable(
            new ClipFrame("dark", 2, Ventricles.SMALL), "anna@clinic.example"));
    labels.addAll(Ventricles.labels());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CocoWriter.write(labels, form, out);
    assertKept(labels, read(new ByteArrayInputStream(out.toByteArray())), 0.9999);
  }

  @Test
  void aPolygonStartsAtTheCornerOfTheFirstPixel() throws IOException {
    LabelledFrame label =
        read(stream(FOREIGN.formatted("[[1.5, 1.5, 4.5, 1.5, 4.5, 3.5, 1.5, 1.5]]"))).get(0);
    assertEquals(new ClipFrame("clip", 12, new FrameSize(6, 5)), label.frame());
    assertEquals("unknown", label.reader());
    assertEquals(List.of(new Point(1, 1), new Point(4, 1), new Point(4, 3)), label.outline());
  }

  @Test
  void readsRunLengthsDownTheColumns() throws IOException {
    // Columns 1 to 3, rows 1 to 2; the text is pycocotools' result for these counts.
    int[] counts = {6, 2, 3, 2, 3, 2, 12};
    String text = "6230009";
    assertEquals(text, CocoRle.compressed(counts));
    assertArrayEquals(counts, CocoRle.uncompressed(text));
    for (String segmentation :
        List.of(
            "{\"size\": [5, 6], \"counts\": [6, 2, 3, 2, 3, 2, 12]}",
            "{\"size\": [5, 6], \"counts\": \"" + text + "\"}")) {
      CavityMask mask = CavityMask.of(read(stream(FOREIGN.formatted(segmentation))).get(0));
      for (int y = 0; y < 5; y++) {
        for (int x = 0; x < 6; x++) {
          assertEquals(x >= 1 && x <= 3 && y >= 1 && y <= 2, mask.inside()[y * 6 + x], x + "," + y);
        }
      }
    }
  }

  @Test
  void refusesRunLengthsThatDoNotAddUp() {
    refused(
        "run lengths add up to 29 pixels; the frame has 30",
        "{\"size\": [5, 6], \"counts\": [6, 2, 3, 2, 3, 2, 11]}");
    refused("its mask has another size than its image", "{\"size\": [6, 5], \"counts\": [0, 30]}");
    refused("an array may contain whole numbers only", "{\"size\": [5, 6], \"counts\": [-1, 31]}");
    refused("a mask is empty", "{\"size\": [5, 6], \"counts\": [30]}");
    refused("compressed run lengths end early", "{\"size\": [5, 6], \"counts\": \"6230o\"}");
    refused("compressed run lengths are damaged", "{\"size\": [5, 6], \"counts\": \"6 2\"}");
    assertThrows(InvalidLabelException.class, () -> CocoRle.uncompressed("oooooooooo0"));
    assertThrows(InvalidLabelException.class, () -> CocoRle.uncompressed("O"), "a length below 0");
  }

  @Test
  void refusesPolygonsThatBreakARule() {
    refused("an outline has 2 points; 3 to 1000 are needed", "[[1, 1, 4, 4]]");
    refused("an outline has an odd number of coordinates", "[[1, 1, 4, 1, 4]]");
    refused("a coordinate is not a number", "[[1, 1, 4, 1, 4, 1e999]]");
    refused("a coordinate is not a number", "[[1, 1, 4, 1, 4, \"3\"]]");
    refused("an outline has a point outside the frame", "[[1, 1, 7, 1, 4, 3]]");
    refused("an outline crosses or touches itself", "[[1, 1, 5, 4, 5, 1, 1, 3]]");
    refused("it has 2 outlines; one is needed", "[[1, 1, 4, 1, 4, 3], [1, 1, 4, 1, 4, 3]]");
  }

  @Test
  void refusesMissingAndDoubledRows() {
    String segmentation = "[[1, 1, 4, 1, 4, 3]]";
    assertRefused(
        "annotation 1: its image is missing",
        FOREIGN.formatted(segmentation).replace("\"image_id\": 1,", "\"image_id\": 2,"),
        CocoTest::read);
    assertRefused(
        "annotation 2: the frame has two labels of one reader; state the reader of each",
        FOREIGN
            .formatted(segmentation)
            .replace("4, \"segmentation\": \"not read\"", "3, \"segmentation\": " + segmentation),
        CocoTest::read);
    assertRefused(
        "image 2: its id is not unique",
        FOREIGN
            .formatted(segmentation)
            .replace(
                "\"images\": [",
                "\"images\": [{\"id\": 1, \"file_name\": \"a_1.png\", \"width\": 6, \"height\":"
                    + " 5},"),
        CocoTest::read);
    assertRefused(
        "the file: it holds no label of the left ventricle",
        FOREIGN.formatted(segmentation).replace("\"LV\"", "\"RV\""),
        CocoTest::read);
    assertRefused("the file: it is not a JSON object", "[]", CocoTest::read);
  }

  @Test
  void boundsThePixelsThatMasksUnpackTo() {
    ImportLimits limits = new ImportLimits(10_000, 10, 29, 1, 1);
    assertRefused(
        "annotation 1: the masks have more than 29 pixels together",
        FOREIGN.formatted("{\"size\": [5, 6], \"counts\": [6, 2, 3, 2, 3, 2, 12]}"),
        in -> CocoReader.read(in, "unknown", limits));
  }
}
