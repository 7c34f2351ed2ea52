package org.echomotion.activelearning.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.ef.contour.Point;

/**
 * Outlines with the proportions of EchoNet-Dynamic's tracings: the median widths of 20 slices at
 * end-diastole and end-systole, on 112 x 112 and on 600 x 450.
 */
public final class Ventricles {

  public static final FrameSize SMALL = new FrameSize(112, 112);
  public static final FrameSize LARGE = new FrameSize(600, 450);

  private static final double[] ED = {
    .16, .35, .47, .57, .65, .72, .76, .80, .83, .86, .89, .91, .93, .96, .98, .99, .98, .94, .80,
    .38
  };
  private static final double[] ES = {
    .11, .25, .35, .43, .50, .56, .61, .66, .70, .73, .77, .80, .85, .89, .93, .97, .99, .99, .89,
    .58
  };

  private Ventricles() {}

  /** Six outlined frames, each by two readers who differ by some pixels, with phase and grade. */
  public static List<LabelledFrame> labels() {
    List<LabelledFrame> labels = new ArrayList<>();
    int index = 0;
    for (FrameSize size : List.of(SMALL, LARGE)) {
      double scale = size == SMALL ? 1 : 4;
      Point middle = new Point(size.width() * 0.54, size.height() * 0.53);
      String clip = size == SMALL ? "0X1A2B" : "patient0007_4CH";
      for (double degrees : new double[] {90, 72, 66}) {
        ClipFrame frame = new ClipFrame(clip, index++, size);
        double[] widths = index % 2 == 0 ? ES : ED;
        Optional<Phase> phase = Optional.of(index % 2 == 0 ? Phase.ES : Phase.ED);
        labels.add(
            LabelledFrame.outlined(
                    frame, "anna@clinic.example", outline(widths, middle, 60, 38, degrees, scale))
                .stating(phase, Optional.of(ImageQuality.MEDIUM)));
        labels.add(
            LabelledFrame.outlined(
                frame, "bo", outline(widths, middle, 56, 33, degrees + 3, scale)));
      }
    }
    return labels;
  }

  /** The labels of one clip and one reader. */
  public static List<LabelledFrame> of(FrameSize size, String reader) {
    return labels().stream()
        .filter(l -> l.frame().size().equals(size) && l.reader().equals(reader))
        .toList();
  }

  public static Stream<FrameSize> sizes() {
    return Stream.of(SMALL, LARGE);
  }

  /** Left side from the base to the apex, then the right side back to the base. */
  private static List<Point> outline(
      double[] widths, Point middle, double length, double width, double degrees, double scale) {
    Point along = new Point(Math.cos(Math.toRadians(degrees)), Math.sin(Math.toRadians(degrees)));
    Point across = along.perpendicular();
    Point apex = middle.minus(along.times(0.5 * length * scale));
    List<Point> left = new ArrayList<>();
    List<Point> right = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      Point on = apex.plus(along.times((i + 0.5) / widths.length * length * scale));
      Point half = across.times(widths[i] * width * scale / 2);
      left.add(0, on.plus(half));
      right.add(on.minus(half));
    }
    left.add(apex);
    left.addAll(right);
    return left;
  }

  public static double dice(LabelledFrame one, LabelledFrame other) {
    return CavityMask.of(one).dice(CavityMask.of(other));
  }
}
