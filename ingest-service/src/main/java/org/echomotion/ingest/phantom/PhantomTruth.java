package org.echomotion.ingest.phantom;

import java.util.List;

/**
 * What is known about a phantom. Frame numbers start at 0 and count the frames that exist.
 *
 * @param widthPx image width
 * @param heightPx image height
 * @param mmPerPx isotropic spacing
 * @param timesSec time of each frame
 * @param volumesMl volume of each frame: method of disks on the contour that was drawn
 * @param edFrames end-diastolic frames, one per beat that has one in the clip
 * @param esFrames end-systolic frames, likewise
 * @param edTracing outline and chords at the end-diastole that the volumes below refer to
 * @param esTracing at the following end-systole
 * @param edvMl volume at {@code edTracing}
 * @param esvMl volume at {@code esTracing}
 * @param efPercent (edv - esv) / edv, percent
 */
public record PhantomTruth(
    PhantomSpec spec,
    int widthPx,
    int heightPx,
    double mmPerPx,
    List<Double> timesSec,
    List<Double> volumesMl,
    List<Integer> edFrames,
    List<Integer> esFrames,
    Tracing edTracing,
    Tracing esTracing,
    double edvMl,
    double esvMl,
    double efPercent) {

  public PhantomTruth {
    timesSec = List.copyOf(timesSec);
    volumesMl = List.copyOf(volumesMl);
    edFrames = List.copyOf(edFrames);
    esFrames = List.copyOf(esFrames);
  }

  /**
   * One traced frame in EchoNet-Dynamic's form.
   *
   * @param frame frame number from 0
   * @param lines row 0 the long axis (apex, middle of the base), rows 1 to 20 the chords across it;
   *     each x1, y1, x2, y2 in px
   */
  public record Tracing(int frame, List<Line> lines) {
    public Tracing {
      lines = List.copyOf(lines);
    }
  }

  /** A line in pixel coordinates. */
  public record Line(double x1, double y1, double x2, double y2) {
    public double length() {
      return Math.hypot(x2 - x1, y2 - y1);
    }
  }
}
