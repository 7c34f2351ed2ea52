package org.echomotion.xai.explain;

import java.util.List;
import java.util.Optional;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.FrameMeasurement;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.overlay.FrameOutline;
import org.echomotion.xai.plot.VentricleCurve;

/**
 * The evidence about one clip, before it is explained.
 *
 * @param clip the clip with its geometry
 * @param result the complete result, with the frames' measurements
 * @param outlines one per frame, in order
 */
public record ExplainedClip(Clip clip, EjectionFraction result, List<FrameOutline> outlines) {

  /**
   * Combines the answers of three services.
   *
   * @param frames the outlines of the clip's frames, in any order
   * @throws EchoMotionException {@code EVIDENCE_INCONSISTENT} if their numbers of frames differ
   */
  public static ExplainedClip of(
      Clip clip, EjectionFraction result, List<FrameSegmentation> frames) {
    int count = clip.getFrameCount();
    require(count >= 1, "it has no frames");
    require(
        frames.size() == count, "it has " + count + " frames but " + frames.size() + " outlines");
    require(clip.getGeometry().getWorkingScale() > 0, "its geometry is missing");
    require(result.getFrameRateHz() > 0, "its frame rate is missing");
    FrameOutline[] outlines = new FrameOutline[count];
    for (FrameSegmentation frame : frames) {
      int i = frame.getFrameIndex();
      require(i >= 0 && i < count && outlines[i] == null, "its outlines are not one per frame");
      outlines[i] = new FrameOutline(frame.getContourList(), Optional.empty());
    }
    for (FrameMeasurement frame : result.getFramesList()) {
      int i = frame.getFrameIndex();
      require(i >= 0 && i < count, "a measurement is outside the clip");
      outlines[i] = new FrameOutline(outlines[i].contour(), FrameOutline.LongAxis.of(frame));
    }
    result
        .getBeatsList()
        .forEach(
            beat ->
                require(
                    inside(beat.getEndDiastolicFrame(), count)
                        && inside(beat.getEndSystolicFrame(), count)
                        && inside(beat.getEndFrame(), count),
                    "a beat is outside the clip"));
    return new ExplainedClip(clip, result, List.of(outlines));
  }

  /** The clip's size over time. */
  public VentricleCurve curve() {
    return VentricleCurve.of(
        result, clip.getFrameCount(), clip.getGeometry().hasMmPerWorkingPixel());
  }

  private static boolean inside(int frame, int count) {
    return frame >= 0 && frame < count;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new EchoMotionException(XaiError.EVIDENCE_INCONSISTENT, otherwise);
    }
  }
}
