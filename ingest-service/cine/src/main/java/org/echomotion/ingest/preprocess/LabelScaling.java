package org.echomotion.ingest.preprocess;

import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Scales a label image: each label's own 0/255 picture is scaled as gray values are, and the label
 * with the largest share of a working pixel wins. Taking the nearest source pixel instead would
 * shift edges by up to half of one.
 */
final class LabelScaling {

  private LabelScaling() {}

  /**
   * Scales a label image to the working frame.
   *
   * @param labels uint8 [rows * columns], labels 0 to 127
   * @param display size of the label image once its pixels are isotropic
   * @return uint8 [workingHeight * workingWidth]; padding is 0
   */
  static byte[] scaled(byte[] labels, int rows, int columns, Size display, Geometry geometry) {
    int highest = 0;
    for (byte label : labels) {
      highest = Math.max(highest, label);
    }
    byte[] winner = new byte[geometry.workingHeight() * geometry.workingWidth()];
    int[] most = new int[winner.length];
    int[] background = new int[winner.length];
    Arrays.fill(background, 255);
    for (byte label = 1; label <= highest; label++) {
      byte[] share = share(labels, label, rows, columns, display, geometry);
      for (int i = 0; i < winner.length; i++) {
        int covered = share[i] & 0xff;
        background[i] -= covered;
        if (covered > most[i]) {
          most[i] = covered;
          winner[i] = label;
        }
      }
    }
    for (int i = 0; i < winner.length; i++) {
      if (background[i] >= most[i]) {
        winner[i] = 0;
      }
    }
    return winner;
  }

  private static byte[] share(
      byte[] labels, byte label, int rows, int columns, Size display, Geometry geometry) {
    byte[] indicator = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      indicator[i] = (byte) (labels[i] == label ? 255 : 0);
    }
    PointerScope scope = new PointerScope();
    try {
      Mat picture = PreprocessingV1.resized(Pixels.mat(indicator, rows, columns), display);
      if (geometry.workingScale() < 1) {
        // At a scale of one half, an edge often splits a working pixel in equal shares; a blur of
        // half a working pixel lets the edge's course decide, and not the order of labels.
        GaussianBlur(picture, picture, new Size(0, 0), 0.5 / geometry.workingScale());
      }
      return Pixels.bytes(PreprocessingV1.letterboxed(picture, geometry));
    } finally {
      scope.close();
    }
  }
}
