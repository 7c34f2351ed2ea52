package org.echomotion.ef.beats;

/**
 * One heart beat on the volume curve. Frames count from 0.
 *
 * @param endDiastolicFrame largest volume before the ejection. Where the clip starts within an
 *     ejection and shows no other, it is the end-diastole after the end-systole instead
 * @param endSystolicFrame smallest volume
 * @param endFrame the next end-diastole, or the clip's last frame where the beat is cut short
 * @param complete whether the clip shows the beat from end-diastole to end-diastole
 * @param endDiastolicVolume in the unit of the curve
 * @param endSystolicVolume in the unit of the curve
 * @param cycleFrames from its end-diastole, or its R-wave where that is known, to its end; where
 *     the clip cuts it short, its cycle is longer
 */
public record Beat(
    int endDiastolicFrame,
    int endSystolicFrame,
    int endFrame,
    boolean complete,
    double endDiastolicVolume,
    double endSystolicVolume,
    double cycleFrames) {

  /** A beat whose cycle goes from its end-diastole to its end. */
  public Beat(
      int endDiastolicFrame,
      int endSystolicFrame,
      int endFrame,
      boolean complete,
      double endDiastolicVolume,
      double endSystolicVolume) {
    this(
        endDiastolicFrame,
        endSystolicFrame,
        endFrame,
        complete,
        endDiastolicVolume,
        endSystolicVolume,
        endFrame - endDiastolicFrame);
  }

  /** {@code 100 * (EDV - ESV) / EDV}. */
  public double ejectionFractionPercent() {
    return 100 * (endDiastolicVolume - endSystolicVolume) / endDiastolicVolume;
  }

  /** The same beat with its frames counted otherwise, and its cycle as it is. */
  Beat at(int diastole, int systole, int end) {
    return new Beat(
        diastole, systole, end, complete, endDiastolicVolume, endSystolicVolume, cycleFrames);
  }
}
