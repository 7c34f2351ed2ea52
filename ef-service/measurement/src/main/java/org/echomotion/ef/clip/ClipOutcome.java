package org.echomotion.ef.clip;

import java.util.Optional;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.volume.Millilitres;

/** A number, or the reason why there is none. */
public sealed interface ClipOutcome {

  /**
   * An ejection fraction.
   *
   * @param ejectionFractionPercent mean over the averaged beats, 5 to 90
   * @param interval around it
   * @param endDiastolicVolume mean over the averaged beats; empty without pixel spacing
   * @param endSystolicVolume mean over the averaged beats; empty without pixel spacing
   */
  record Computed(
      double ejectionFractionPercent,
      EjectionFractionInterval interval,
      Optional<Millilitres> endDiastolicVolume,
      Optional<Millilitres> endSystolicVolume)
      implements ClipOutcome {}

  /**
   * No number.
   *
   * @param cause which kind of reason
   * @param reason what was wrong and what to do, in a sentence
   */
  record Withheld(Cause cause, String reason) implements ClipOutcome {}

  /** Why there is no number. */
  enum Cause {
    /** No left ventricle was found on enough frames. */
    NO_LEFT_VENTRICLE,
    /** The clip shows no full beat. */
    NO_FULL_BEAT,
    /** The volumes or the ejection fraction are outside what a heart can have. */
    IMPLAUSIBLE,
    /** The clip shows neither of the apical views that are measured. */
    OTHER_VIEW
  }
}
