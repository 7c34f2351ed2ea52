package org.echomotion.ingest.phantom;

import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.phantom.heart.Rhythm;

/**
 * The truth about a phantom. Frame numbers start at 0 and count the frames that exist.
 *
 * @param widthPx image width
 * @param heightPx image height
 * @param mmPerPx isotropic spacing
 * @param timesSec time of each frame
 * @param volumesMl volume of each frame: method of disks on the contour that was drawn
 * @param edFrames end-diastolic frames, one for each beat with its end-diastole in the clip
 * @param esFrames end-systolic frames, likewise
 * @param droppedFrames how many frames the recorder lost
 * @param rhythm how the heart beats
 * @param beats the beats that show their end-diastole and the following end-systole in the clip
 * @param edTracing outline and chords at the end-diastole of the first beat that is neither
 *     premature nor after a premature beat; empty if the clip shows no such beat
 * @param esTracing outline and chords at the following end-systole, likewise
 * @param edvMl volume at {@code edTracing}; if that is empty, the volume of such a beat outside the
 *     clip
 * @param esvMl volume at {@code esTracing}, likewise
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
    int droppedFrames,
    Rhythm rhythm,
    List<Beat> beats,
    Optional<Tracing> edTracing,
    Optional<Tracing> esTracing,
    double edvMl,
    double esvMl,
    double efPercent) {

  public PhantomTruth {
    timesSec = List.copyOf(timesSec);
    volumesMl = List.copyOf(volumesMl);
    edFrames = List.copyOf(edFrames);
    esFrames = List.copyOf(esFrames);
    beats = List.copyOf(beats);
  }

  /**
   * A beat that the clip shows.
   *
   * @param edFrame frame of its end-diastole
   * @param esFrame frame of its end-systole
   * @param premature whether it begins early
   * @param afterPremature whether it is the beat after a premature one
   */
  public record Beat(int edFrame, int esFrame, boolean premature, boolean afterPremature) {}

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
