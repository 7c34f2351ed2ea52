package org.echomotion.xai.gradcam;

import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;

/**
 * Grad-CAM of one frame: the weight of each pixel for "left ventricle" (Selvaraju et al., ICCV
 * 2017).
 *
 * @param height rows, in working pixels
 * @param width columns, in working pixels
 * @param values float32 [height, width], row-major, 0..1; the largest is 1, or all are 0
 */
public record Heatmap(int height, int width, float[] values) {

  /**
   * Sets negative values to 0, because they do not support the left ventricle, and scales the
   * largest value to 1, so that heatmaps of different frames share one colour scale.
   *
   * @param raw float32 [height, width]
   * @throws EchoMotionException {@code GRAD_CAM_UNUSABLE} if a value is not finite
   */
  public static Heatmap of(int height, int width, float[] raw) {
    float largest = 0;
    for (float value : raw) {
      if (!Float.isFinite(value)) {
        throw new EchoMotionException(
            XaiError.GRAD_CAM_UNUSABLE, "it has values that are not finite");
      }
      largest = Math.max(largest, value);
    }
    float[] values = new float[raw.length];
    for (int i = 0; largest > 0 && i < raw.length; i++) {
      values[i] = Math.max(0, raw[i]) / largest;
    }
    return new Heatmap(height, width, values);
  }
}
