package org.echomotion.xai.overlay;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.COLORMAP_INFERNO;
import static org.bytedeco.opencv.global.opencv_imgproc.applyColorMap;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Colours of heatmaps: OpenCV's inferno with evenly rising lightness. Hotter pixels are more
 * opaque, so that anatomy stays visible in the colder ones.
 */
final class HeatColours {

  private static final int STEPS = 256;
  private static final double MOST_OPAQUE = 0.8;

  private final byte[] bgr = new byte[3 * STEPS];

  @SuppressWarnings("try") // Closing the scope frees the memory allocated inside it.
  HeatColours() {
    try (PointerScope scope = new PointerScope()) {
      Mat ramp = new Mat(1, STEPS, CV_8UC1);
      byte[] values = new byte[STEPS];
      for (int i = 0; i < STEPS; i++) {
        values[i] = (byte) i;
      }
      ramp.data().put(values, 0, STEPS);
      Mat colours = new Mat();
      applyColorMap(ramp, colours, COLORMAP_INFERNO);
      new BytePointer(colours.data()).get(bgr);
    }
  }

  /**
   * Blends heat over a pixel.
   *
   * @param rgb the pixel, 0xRRGGBB
   * @param heat value of the heatmap, 0..1
   * @return colour, 0xRRGGBB
   */
  int over(int rgb, double heat) {
    double clipped = Math.min(1, Math.max(0, heat));
    int step = (int) Math.round(clipped * (STEPS - 1));
    double opacity = MOST_OPAQUE * Math.sqrt(clipped);
    int red = mix(rgb >> 16 & 0xFF, bgr[3 * step + 2] & 0xFF, opacity);
    int green = mix(rgb >> 8 & 0xFF, bgr[3 * step + 1] & 0xFF, opacity);
    int blue = mix(rgb & 0xFF, bgr[3 * step] & 0xFF, opacity);
    return red << 16 | green << 8 | blue;
  }

  private static int mix(int below, int above, double opacity) {
    return (int) Math.round(below + (above - below) * opacity);
  }
}
