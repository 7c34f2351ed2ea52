package org.echomotion.ef.beats;

/**
 * One heart beat on the volume curve. Frames count from 0.
 *
 * @param endDiastolicFrame frame of end-diastole, before the ejection. If the clip starts during
 *     its only ejection, this is the end-diastole after the end-systole
 * @param endSystolicFrame frame of the smallest volume
 * @param endFrame the next end-diastole, or the clip's last frame if the clip cuts the beat short
 * @param complete whether the clip shows the beat from end-diastole to end-diastole
 * @param endDiastolicVolume in the unit of the curve
 * @param endSystolicVolume in the unit of the curve
 * @param cycleFrames frames from end-diastole (or the R-wave, if known) to the beat's end. If the
 *     clip cuts the beat short, the true cycle is longer
 */
public record Beat(
    int endDiastolicFrame,
    int endSystolicFrame,
    int endFrame,
    boolean complete,
    double endDiastolicVolume,
    double endSystolicVolume,
    double cycleFrames) {

  /** A beat whose cycle lasts from its end-diastole to its end. */
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

  /** This beat with other frame numbers and the same cycle. */
  Beat at(int diastole, int systole, int end) {
    return new Beat(
        diastole, systole, end, complete, endDiastolicVolume, endSystolicVolume, cycleFrames);
  }
}
