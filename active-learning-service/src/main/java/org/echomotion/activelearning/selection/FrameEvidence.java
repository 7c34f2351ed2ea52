package org.echomotion.activelearning.selection;

import java.util.EnumMap;
import java.util.Map;
import org.echomotion.activelearning.queue.Phase;

/**
 * The reasons to choose a frame.
 *
 * @param frameIndex from 0
 * @param seconds its time from the start of the clip
 * @param phase phase of the heart
 * @param uncertainty mean boundary entropy, nats, 0 to ln 2; 0 if no left ventricle was found
 * @param shape of the left ventricle that the network found
 * @param reasons the reasons that apply, with their values; see {@link Reason}
 */
public record FrameEvidence(
    int frameIndex,
    double seconds,
    Phase phase,
    double uncertainty,
    VentricleShape shape,
    Map<Reason, Double> reasons) {

  public FrameEvidence {
    reasons = Map.copyOf(reasons);
  }

  /** The same frame with a further reason. */
  FrameEvidence with(Reason reason, double value) {
    Map<Reason, Double> all = new EnumMap<>(Reason.class);
    all.putAll(reasons);
    all.put(reason, value);
    return new FrameEvidence(frameIndex, seconds, phase, uncertainty, shape, all);
  }
}
