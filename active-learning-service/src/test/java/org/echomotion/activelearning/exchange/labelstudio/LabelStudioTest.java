package org.echomotion.activelearning.exchange.labelstudio;

import static org.echomotion.activelearning.exchange.RoundTrip.assertKept;
import static org.echomotion.activelearning.exchange.RoundTrip.assertRefused;
import static org.echomotion.activelearning.exchange.RoundTrip.stream;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.activelearning.exchange.Ventricles;
import org.echomotion.ef.contour.Point;
import org.junit.jupiter.api.Test;

class LabelStudioTest {

  private static final FrameSize SIZE = new FrameSize(4, 3);

  /** What label-studio-sdk 2.1.2 encodes for rows "....", ".##.", ".##.", each pixel four times. */
  private static final int[] RLE = {
    0, 0, 0, 48, 57, 27, 254, 19, 0, 159, 254, 112, 9, 255, 227, 0, 0
  };

  private static String task(String completedBy, String result) {
    return """
    [{"id": 1, "data": {"image": "/data/upload/2/ab12-clip_000007.png"}, "predictions": [1],
      "annotations": [
        {"completed_by": 9, "was_cancelled": true, "result": [{"type": "brushlabels"}]},
        {"completed_by": %s, "result": [%s]}]}]
    """
        .formatted(completedBy, result);
  }

  private static String brush(int width, int[] rle) {
    return """
    {"type": "brushlabels", "from_name": "tag", "to_name": "image", "image_rotation": 0,
     "original_width": %d, "original_height": 3,
     "value": {"format": "rle", "rle": %s, "brushlabels": ["LV"]}}
    """
        .formatted(width, Arrays.toString(rle));
  }

  private static String polygon(String points) {
    return """
    {"type": "polygonlabels", "original_width": 200, "original_height": 100,
     "value": {"points": %s, "polygonlabels": ["Left ventricle"]}}
    """
        .formatted(points);
  }

  private static List<LabelledFrame> read(InputStream in) throws IOException {
    return LabelStudioReader.read(in, "unknown", ImportLimits.DEFAULT);
  }

  private static void refused(String reason, String result) {
    assertRefused("task 1: " + reason, task("1", result), LabelStudioTest::read);
  }

  @Test
  void refusesAVerdictThatContradictsAnOutline() throws IOException {
    String verdict =
        """
        {"type": "choices", "from_name": "verdict", "original_width": 4, "original_height": 3,
         "value": {"choices": ["not assessable"]}}""";
    assertTrue(read(stream(task("1", verdict))).stream().noneMatch(LabelledFrame::isOutlined));
    refused("a frame that is not assessable has an outline", brush(4, RLE) + "," + verdict);
  }

  @Test
  void keepsMasksReadersAndVerdicts() throws IOException {
    List<LabelledFrame> labels = new ArrayList<>(Ventricles.labels());
    labels.add(
        LabelledFrame.notAssessable(
                new ClipFrame("dark", 2, Ventricles.SMALL), "anna@clinic.example")
            .stating(Optional.of(Phase.ED), Optional.of(ImageQuality.POOR)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LabelStudioWriter.write(labels, "/data/local-files/?d=frames/", out);
    assertKept(labels, read(new ByteArrayInputStream(out.toByteArray())), 1);
    assertTrue(
        out.toString(StandardCharsets.UTF_8)
            .startsWith("[{\"data\":{\"image\":\"/data/local-files/?d=frames/0X1A2B_000000.png\""));
  }

  @Test
  void packsRunsAsLabelStudioDoes() {
    boolean[] inside = new boolean[12];
    for (int i : new int[] {5, 6, 9, 10}) {
      inside[i] = true;
    }
    byte[] packed = BrushRle.of(new CavityMask(SIZE, inside));
    int[] unsigned = new int[packed.length];
    for (int i = 0; i < packed.length; i++) {
      unsigned[i] = packed[i] & 0xff;
    }
    assertArrayEquals(RLE, unsigned);
    assertArrayEquals(inside, BrushRle.mask(packed, SIZE).inside());
  }

  @Test
  void readsValuesThatAreNotRepeated() {
    // 1 pixel: 32 bits "4", 5 bits "7", sizes 3 4 8 16; then 0, size 0, 4 - 1, and 1 2 3 200.
    String bits =
        "0".repeat(29)
            + "100"
            + "00111"
            + "0010"
            + "0011"
            + "0111"
            + "1111"
            + "0"
            + "00"
            + "011"
            + "00000001"
            + "00000010"
            + "00000011"
            + "11001000";
    FrameSize one = new FrameSize(1, 1);
    assertArrayEquals(new boolean[] {true}, BrushRle.mask(bytes(bits), one).inside());
    String faint = bits.substring(0, bits.length() - 8) + "01111111";
    assertArrayEquals(new boolean[] {false}, BrushRle.mask(bytes(faint), one).inside());
    assertThrows(
        InvalidLabelException.class,
        () -> BrushRle.mask(bytes(bits.substring(0, bits.length() - 16)), one));
  }

  private static byte[] bytes(String bits) {
    byte[] bytes = new byte[(bits.length() + 7) / 8];
    for (int i = 0; i < bits.length(); i++) {
      bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
    }
    return bytes;
  }

  @Test
  void unitesStrokesOfTheBrush() throws IOException {
    boolean[] left = new boolean[12];
    boolean[] right = new boolean[12];
    for (int y : new int[] {0, 4, 8}) {
      left[y + 1] = true;
      right[y + 2] = true;
    }
    String strokes =
        brush(4, unsigned(BrushRle.of(new CavityMask(SIZE, left))))
            + ","
            + brush(4, unsigned(BrushRle.of(new CavityMask(SIZE, right))));
    CavityMask mask = CavityMask.of(read(stream(task("1", strokes))).get(0));
    for (int i = 0; i < 12; i++) {
      assertEquals(left[i] || right[i], mask.inside()[i], "pixel " + i);
    }
  }

  private static int[] unsigned(byte[] bytes) {
    int[] unsigned = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      unsigned[i] = bytes[i] & 0xff;
    }
    return unsigned;
  }

  @Test
  void aPolygonIsInPercentFromTheCornerOfTheFirstPixel() throws IOException {
    LabelledFrame label =
        read(stream(
                task(
                    "{\"id\": 4, \"email\": \"bo@x\"}",
                    polygon("[[10, 10], [100, 10], [50, 80]]"))))
            .get(0);
    assertEquals(new ClipFrame("ab12-clip", 7, new FrameSize(200, 100)), label.frame());
    assertEquals(
        List.of(new Point(19.5, 9.5), new Point(199.5, 9.5), new Point(99.5, 79.5)),
        label.outline());
  }

  @Test
  void readsTheReaderInEachForm() throws IOException {
    for (String[] form :
        new String[][] {
          {"{\"id\": 4, \"email\": \"bo@x\"}", "bo@x"},
          {"{\"id\": 4, \"username\": \"bo\"}", "bo"},
          {"{\"id\": 4}", "4"},
          {"17", "17"},
          {"null", "unknown"}
        }) {
      assertEquals(form[1], read(stream(task(form[0], brush(4, RLE)))).get(0).reader(), form[0]);
    }
  }

  @Test
  void refusesBrushLabelsThatDoNotAddUp() {
    refused("its brush label has another size than its picture", brush(5, RLE));
    refused("its brush label ends early", brush(4, Arrays.copyOf(RLE, RLE.length - 6)));
    int[] wide = RLE.clone();
    wide[4] = 0x7f;
    refused("its brush label does not use values of 8 bits", brush(4, wide));
    refused("its brush label has a value that is not a byte", brush(4, new int[] {0, 0, 0, 256}));
    // A run of 2^16 bytes in a picture of 48.
    String run =
        "0".repeat(26) + "110000" + "00111" + "0010001101111111" + "1" + "11" + "1".repeat(24);
    refused("its brush label has too many pixels", brush(4, unsigned(bytes(run))));
    refused(
        "its brush label has another format than rle",
        brush(4, RLE).replace("\"rle\",", "\"png\","));
  }

  @Test
  void refusesWhatItCannotPlace() {
    refused(
        "its picture is rotated",
        brush(4, RLE).replace("\"image_rotation\": 0", "\"image_rotation\": 90"));
    refused(
        "it has more than one outline",
        polygon("[[1,1],[9,1],[5,8]]") + "," + polygon("[[1,1],[9,1],[5,8]]"));
    refused(
        "it states two sizes of one picture", polygon("[[1,1],[9,1],[5,8]]") + "," + brush(4, RLE));
    refused("a point of its polygon needs two coordinates", polygon("[[1,1,1],[9,1],[5,8]]"));
    refused("an outline has a point outside the frame", polygon("[[1,1],[109,1],[5,8]]"));
    assertRefused(
        "task 1: clip and frame are unknown; name pictures like clip_000012.png",
        task("1", brush(4, RLE)).replace("_000007", ""),
        LabelStudioTest::read);
    assertRefused("the file: an array is expected", "{}", LabelStudioTest::read);
  }
}
