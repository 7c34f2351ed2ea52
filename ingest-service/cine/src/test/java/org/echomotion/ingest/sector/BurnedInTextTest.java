package org.echomotion.ingest.sector;

import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.ellipse;
import static org.bytedeco.opencv.global.opencv_imgproc.line;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.echomotion.ingest.decode.Cine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnedInTextTest {

  private static final Cine SCAN = SyntheticScan.fan(480, 640, 320, 10, 38, 38, 0, 450).cine();

  @ParameterizedTest
  @CsvSource({
    "'MUELLER, ANNA', 8, 255",
    "'Hansen, Ole', 12, 160",
    "12.03.1957, 16, 140",
    "ID 4711-0815, 24, 200",
  })
  void findsTextInTissue(String text, int height, int gray) {
    assertTrue(isFound(BurnedIn.text(SCAN, text, 240, 300, height, gray)));
  }

  @Test
  void findsNothingWithoutText() {
    assertFalse(isFound(SCAN));
  }

  @Test
  void ignoresTextOutsideTheSector() {
    assertFalse(isFound(BurnedIn.text(SCAN, "MUELLER, ANNA", 5, 30, 14, 255)));
  }

  @Test
  void ignoresTextInASingleFrame() {
    Cine text = BurnedIn.text(SCAN, "MUELLER, ANNA", 240, 300, 14, 255);
    Cine one =
        SCAN.withFrames(
            IntStream.range(0, SCAN.frames().size())
                .mapToObj(i -> (i == 0 ? text : SCAN).frames().get(i))
                .toList());
    assertFalse(isFound(one));
  }

  @Test
  void takesSteadyBrightSpotsForTissue() {
    assertFalse(
        isFound(
            BurnedIn.drawn(
                SCAN,
                frame -> {
                  spot(frame, 300, 250, 18, 7);
                  spot(frame, 350, 255, 5, 4);
                  spot(frame, 372, 240, 9, 3);
                })));
  }

  private static void spot(Mat frame, int x, int y, int halfWidth, int halfHeight) {
    ellipse(
        frame,
        new Point(x, y),
        new Size(halfWidth, halfHeight),
        0,
        0,
        360,
        new Scalar(230),
        -1,
        LINE_AA,
        0);
  }

  @Test
  void takesTheTicksOfAScaleForNoText() {
    assertFalse(
        isFound(
            BurnedIn.drawn(
                SCAN,
                frame -> {
                  for (int x = 220; x < 420; x += 10) {
                    line(
                        frame, new Point(x, 400), new Point(x, 410), new Scalar(220), 1, LINE_8, 0);
                  }
                })));
  }

  @Test
  void doesNotJudgeARepeatedStill() {
    Cine still = SyntheticScan.fan(480, 640, 320, 10, 38, 38, 0, 450).still().cine();
    assertFalse(isFound(BurnedIn.text(still, "MUELLER, ANNA", 240, 300, 14, 255)));
  }

  private static boolean isFound(Cine cine) {
    return BurnedInText.isIn(cine, SectorFinder.find(cine));
  }
}
