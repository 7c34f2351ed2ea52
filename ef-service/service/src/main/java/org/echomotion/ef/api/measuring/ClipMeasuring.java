package org.echomotion.ef.api.measuring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.ef.api.peers.Calibrations;
import org.echomotion.ef.api.peers.ServedTemporalModel;
import org.echomotion.ef.clip.ClipPipeline;
import org.echomotion.ef.clip.ClipResult;
import org.echomotion.ef.clip.SegmentedClip;

/** Measures outlines with what is chosen here: a temporal model, and the interval's calibration. */
@ApplicationScoped
public class ClipMeasuring {

  private final ServedTemporalModel temporal;
  private final Calibrations calibrations;
  private final ResultProvenance provenance;

  ClipMeasuring(
      ServedTemporalModel temporal, Calibrations calibrations, ResultProvenance provenance) {
    this.temporal = temporal;
    this.calibrations = calibrations;
    this.provenance = provenance;
  }

  /** The temporal model in use; one clip is measured and labelled with the same. */
  public Optional<ModelReference> corrector() {
    return temporal.reference();
  }

  /**
   * Measures a clip, with the interval of its model's calibration.
   *
   * @param segmentation what made the outlines
   * @param corrector from {@link #corrector}
   */
  public ClipResult measure(
      SegmentedClip clip, Provenance segmentation, Optional<ModelReference> corrector) {
    ClipResult measured = ClipPipeline.measure(clip, temporal.of(corrector));
    return calibrations.of(segmentation).map(measured::calibrated).orElse(measured);
  }

  /** What a result of {@link #measure} is made with. */
  public Provenance provenance(Provenance segmentation, Optional<ModelReference> corrector) {
    return provenance.on(segmentation, corrector);
  }
}
