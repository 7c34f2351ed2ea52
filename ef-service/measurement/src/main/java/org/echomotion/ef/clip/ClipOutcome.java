package org.echomotion.ef.clip;

import java.util.Optional;
import org.echomotion.ef.interval.EjectionFractionInterval;
import org.echomotion.ef.volume.Millilitres;

/** An ejection fraction, or the reason why there is none. */
public sealed interface ClipOutcome {

  /**
   * An ejection fraction.
   *
   * @param ejectionFractionPercent mean over the averaged beats, 5 to 90
   * @param interval around the ejection fraction
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
   * No ejection fraction.
   *
   * @param cause kind of reason
   * @param reason a sentence that states what was wrong and what to do
   */
  record Withheld(Cause cause, String reason) implements ClipOutcome {}

  /** Why there is no ejection fraction. */
  enum Cause {
    /** The left ventricle was detected on too few frames. */
    NO_LEFT_VENTRICLE,
    /** The clip shows no full beat. */
    NO_FULL_BEAT,
    /** The volumes or the ejection fraction are outside the range of a living heart. */
    IMPLAUSIBLE,
    /** The clip shows neither A4C nor A2C. */
    OTHER_VIEW
  }
}
