package org.echomotion.ingest.dataset.labelled;

import java.util.Optional;

/**
 * One frame of a clip that goes into a prepared set.
 *
 * @param frame index in the cine, from 0
 * @param phase where in the cycle it lies
 * @param labels uint8 [rows * columns] of the cine: 0 background, 1 LV cavity, 2 myocardium, 3 left
 *     atrium; 0 and 1 if only the ventricle is labelled; empty for a frame without labels
 */
public record LabelledFrame(int frame, Phase phase, Optional<byte[]> labels) {

  public LabelledFrame(int frame, Phase phase, byte[] labels) {
    this(frame, phase, Optional.of(labels));
  }

  public static LabelledFrame unlabelled(int frame) {
    return new LabelledFrame(frame, Phase.MID, Optional.empty());
  }
}
