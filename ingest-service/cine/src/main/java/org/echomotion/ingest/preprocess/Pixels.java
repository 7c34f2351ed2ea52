package org.echomotion.ingest.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Carries pixels between the heap and OpenCV. The caller holds a {@code PointerScope}. */
final class Pixels {

  private Pixels() {}

  /** A copy of {@code pixels}, uint8 [rows, columns], outside the heap. */
  static Mat mat(byte[] pixels, int rows, int columns) {
    Mat mat = new Mat(rows, columns, CV_8UC1);
    mat.data().put(pixels, 0, pixels.length);
    return mat;
  }

  /** A copy of a continuous uint8 {@code mat}. */
  static byte[] bytes(Mat mat) {
    byte[] pixels = new byte[mat.rows() * mat.cols()];
    new BytePointer(mat.data()).get(pixels);
    return pixels;
  }
}
