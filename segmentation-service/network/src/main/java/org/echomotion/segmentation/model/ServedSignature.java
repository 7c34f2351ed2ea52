package org.echomotion.segmentation.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echomotion.frame.WorkingFrame;

/** A signature of a served model. The input is {@link #INPUT}. */
public enum ServedSignature {
  /** Logit and probability of the left ventricle of each pixel. */
  SEGMENT(
      "segment",
      List.of(
          new Output("logits", List.of(WorkingFrame.SIDE, WorkingFrame.SIDE, 1)),
          new Output("probabilities", List.of(WorkingFrame.SIDE, WorkingFrame.SIDE, 1)))),

  /** Grad-CAM of the left-ventricle logit, 0 to 1. */
  GRAD_CAM(
      "grad_cam", List.of(new Output("heatmap", List.of(WorkingFrame.SIDE, WorkingFrame.SIDE))));

  /** Name of the input tensor, uint8 [n, 112, 112, 1]. */
  public static final String INPUT = "frames";

  /** Name of {@link #SEGMENT}'s output of probabilities, 0..1. */
  public static final String PROBABILITIES = "probabilities";

  /**
   * An output tensor, float32 [n, frameShape...].
   *
   * @param name name in the saved model
   * @param frameShape shape of one frame's part
   */
  public record Output(String name, List<Integer> frameShape) {

    /** Number of values of one frame. */
    public int frameLength() {
      return frameShape.stream().reduce(1, (a, b) -> a * b);
    }
  }

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<Output> outputs;

  ServedSignature(String key, List<Output> outputs) {
    this.key = key;
    this.outputs = outputs;
  }

  /** Name in the saved model, and of the model in the Open Inference Protocol. */
  public String key() {
    return key;
  }

  public List<Output> outputs() {
    return outputs;
  }

  public static Optional<ServedSignature> ofKey(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }
}
