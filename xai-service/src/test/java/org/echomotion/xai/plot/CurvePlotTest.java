package org.echomotion.xai.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.echomotion.xai.Cine;
import org.echomotion.xai.style.Palette;
import org.junit.jupiter.api.Test;

class CurvePlotTest {

  private final VentricleCurve curve = VentricleCurve.of(Cine.result(), Cine.FRAMES, true);

  @Test
  void drawsTheCurveItsLandmarksAndItsBeats() throws Exception {
    BufferedImage plot = ImageIO.read(new ByteArrayInputStream(CurvePlot.png(curve)));
    assertEquals(CurvePlot.WIDTH, plot.getWidth());
    assertEquals(CurvePlot.HEIGHT, plot.getHeight());
    assertTrue(count(plot, Palette.INK) > 2000, "curve and text");
    assertTrue(count(plot, Palette.END_DIASTOLE) > 100, "end-diastole");
    assertTrue(count(plot, Palette.END_SYSTOLE) > 50, "end-systole");
    // The beat covers frames 2 to 20 of 23: its shade, blue over white, covers most of the plot.
    Color shade = new Color(plot.getRGB(plot.getWidth() / 2, 100));
    assertTrue(shade.getBlue() > shade.getRed(), "shaded, not " + shade);
    assertEquals(Color.WHITE, new Color(plot.getRGB(plot.getWidth() - 30, 100)));
  }

  @Test
  void leavesAGapWhereNothingWasMeasured() throws Exception {
    double[] whole = new double[Cine.FRAMES];
    Arrays.fill(whole, 100);
    double[] broken = whole.clone();
    Arrays.fill(broken, 8, 16, Double.NaN);
    assertTrue(inkInTheMiddle(flat(whole)), "a whole curve runs through the middle");
    assertFalse(inkInTheMiddle(flat(broken)), "nothing is drawn across a gap");
  }

  @Test
  void isTheSameBytesForTheSameCurve() {
    assertArrayEquals(CurvePlot.png(curve), CurvePlot.png(curve));
  }

  private VentricleCurve flat(double[] values) {
    return new VentricleCurve(
        new FrameClock(Cine.FRAME_RATE, List.of()), values, values, values, List.of(), "cm²", "ml");
  }

  private static boolean inkInTheMiddle(VentricleCurve curve) throws Exception {
    BufferedImage plot = ImageIO.read(new ByteArrayInputStream(CurvePlot.png(curve)));
    for (int y = 60; y < 330; y++) {
      if (new Color(plot.getRGB(plot.getWidth() / 2 + 40, y)).getRed() < 90) {
        return true;
      }
    }
    return false;
  }

  private static int count(BufferedImage image, Color colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF) ? 1 : 0;
      }
    }
    return count;
  }
}
