package org.echomotion.ingest.sector;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.getFontScaleFromHeight;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.echomotion.ingest.decode.Cine;

/** Draws on every frame of a cine, as scanners burn text and marks into the picture. */
public final class BurnedIn {

  private BurnedIn() {}

  /**
   * The cine with text.
   *
   * @param x column of the text's left edge
   * @param y row of the letters' lower edge
   * @param height of a capital letter, in pixels
   */
  public static Cine text(Cine cine, String text, int x, int y, int height, int gray) {
    double scale = getFontScaleFromHeight(FONT_HERSHEY_SIMPLEX, height, 1);
    return drawn(
        cine,
        frame ->
            putText(
                frame,
                text,
                new Point(x, y),
                FONT_HERSHEY_SIMPLEX,
                scale,
                new Scalar(gray),
                1,
                LINE_AA,
                false));
  }

  static Cine drawn(Cine cine, Consumer<Mat> pen) {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] source : cine.frames()) {
      PointerScope scope = new PointerScope();
      try {
        Mat frame = new Mat(cine.rows(), cine.columns(), CV_8UC1);
        frame.data().put(source, 0, source.length);
        pen.accept(frame);
        byte[] drawn = new byte[source.length];
        frame.data().get(drawn);
        frames.add(drawn);
      } finally {
        scope.close();
      }
    }
    return cine.withFrames(frames);
  }
}
