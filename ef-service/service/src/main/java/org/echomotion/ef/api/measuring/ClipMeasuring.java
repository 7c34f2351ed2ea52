package org.echomotion.ef.api.measuring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.echomotion.ef.api.peers.Calibrations;
import org.echomotion.ef.api.peers.ServedTemporalModel;
import org.echomotion.ef.clip.ClipPipeline;
import org.echomotion.ef.clip.ClipResult;
import org.echomotion.ef.clip.SegmentedClip;
import org.echomotion.ef.interval.Planes;

/** Measures outlines with the configured temporal model and the interval's calibration. */
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

  /** The temporal model in use. A clip must be measured and labelled with the same model. */
  public Optional<ModelReference> corrector() {
    return temporal.reference();
  }

  /**
   * Measures a clip. The interval comes from the calibration of the clip's model.
   *
   * @param view view of the clip
   * @param segmentation provenance of the outlines
   * @param corrector temporal model from {@link #corrector}
   */
  public ClipResult measure(
      SegmentedClip clip, View view, Provenance segmentation, Optional<ModelReference> corrector) {
    ClipResult measured = ClipPipeline.measure(clip, temporal.of(corrector));
    return calibrations
        .of(segmentation)
        .map(by -> measured.calibrated(by, plane(view), clip.recording().picture()))
        .orElse(measured);
  }

  private static Planes plane(View view) {
    return switch (view) {
      case VIEW_A4C -> Planes.A4C;
      case VIEW_A2C -> Planes.A2C;
      default -> Planes.ANY;
    };
  }

  /** The provenance of a result of {@link #measure}. */
  public Provenance provenance(Provenance segmentation, Optional<ModelReference> corrector) {
    return provenance.on(segmentation, corrector);
  }
}
