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
 */
public record Beat(
    int endDiastolicFrame,
    int endSystolicFrame,
    int endFrame,
    boolean complete,
    double endDiastolicVolume,
    double endSystolicVolume) {

  /** {@code 100 * (EDV - ESV) / EDV}. */
  public double ejectionFractionPercent() {
    return 100 * (endDiastolicVolume - endSystolicVolume) / endDiastolicVolume;
  }

  /** From its end-diastole to its end; where the clip cuts it short, its cycle is longer. */
  public int cycleFrames() {
    return endFrame - endDiastolicFrame;
  }
}
