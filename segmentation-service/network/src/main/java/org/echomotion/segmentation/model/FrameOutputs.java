package org.echomotion.segmentation.model;

import java.util.Map;

/**
 * A model's outputs for one frame.
 *
 * @param values float32 values by output name, row-major, {@link
 *     ServedSignature.Output#frameLength()} each
 */
public record FrameOutputs(Map<String, float[]> values) {

  public FrameOutputs {
    values = Map.copyOf(values);
  }

  /**
   * Returns the values of one output.
   *
   * @throws IllegalArgumentException if the signature has no such output
   */
  public float[] get(String output) {
    float[] found = values.get(output);
    if (found == null) {
      throw new IllegalArgumentException("Unknown output " + output + ".");
    }
    return found;
  }
}
