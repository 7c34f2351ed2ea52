package org.echomotion.xai.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.echomotion.xai.Cine;
import org.echomotion.xai.explain.ExplainedClip;
import org.echomotion.xai.style.Palette;
import org.junit.jupiter.api.Test;

class StillTest {

  @Test
  void showsTheOutlineBesideTheHeat() throws Exception {
    ExplainedClip evidence = ExplainedClip.of(Cine.clip(), Cine.result(), Cine.outlines());
    byte[] png =
        new Still(Cine.GEOMETRY)
            .png(
                "End-diastole",
                Palette.END_DIASTOLE_BRIGHT,
                "frame 3 of 24",
                Cine.displayFrame(0),
                evidence.outlines().get(Cine.ED),
                Cine.heatmap());
    BufferedImage still = ImageIO.read(new ByteArrayInputStream(png));

    // Two pictures of 600 by 300, 3 times the display frame. Left edge of the outline: working 30
    // ->
    // 30.5 / 0.56 * 3 = 163.4; row: working 60 -> (60.5 - 28) / 0.56 * 3 = 174.1.
    int left = Still.LEFT;
    int right = Still.LEFT + 600 + 16;
    assertEquals(Palette.CONTOUR, new Color(still.getRGB(left + 163, Still.TOP + 174)));
    assertEquals(Palette.CONTOUR, new Color(still.getRGB(right + 163, Still.TOP + 174)));

    // Away from the outline: gray on the left; on the right hot in the left half, cold in the
    // other.
    Color plain = new Color(still.getRGB(left + 20, Still.TOP + 150));
    assertEquals(new Color(Cine.GRAY, Cine.GRAY, Cine.GRAY), plain);
    Color hot = new Color(still.getRGB(right + 20, Still.TOP + 150));
    assertTrue(hot.getRed() > 180 && hot.getBlue() < 160, "the hot end of the scale, not " + hot);
    Color cold = new Color(still.getRGB(right + 580, Still.TOP + 150));
    assertEquals(plain, cold);
  }
}
