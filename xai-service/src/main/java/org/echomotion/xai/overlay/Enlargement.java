package org.echomotion.xai.overlay;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Scales gray frames to the size of a canvas: bicubic if they grow, by area if they shrink. */
final class Enlargement {

  private Enlargement() {}

  /**
   * Scales a frame to a canvas.
   *
   * @param gray uint8 [height, width], row-major
   * @return the picture, {@code TYPE_3BYTE_BGR}, canvas width by canvas height
   */
  @SuppressWarnings("try") // Closing the scope frees the memory allocated inside it.
  static BufferedImage of(byte[] gray, int height, int width, Canvas canvas) {
    BufferedImage image =
        new BufferedImage(canvas.width(), canvas.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    try (PointerScope scope = new PointerScope()) {
      Mat small = new Mat(height, width, CV_8UC1);
      small.data().put(gray, 0, height * width);
      Mat large = new Mat();
      int method = canvas.width() < width ? INTER_AREA : INTER_CUBIC;
      resize(small, large, new Size(canvas.width(), canvas.height()), 0, 0, method);
      Mat colour = new Mat(canvas.height(), canvas.width(), CV_8UC3);
      cvtColor(large, colour, COLOR_GRAY2BGR);
      new BytePointer(colour.data()).get(pixels);
    }
    return image;
  }
}
