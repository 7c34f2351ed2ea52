package org.echomotion.ef.api.measuring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.ef.Sha256;
import org.echomotion.ef.api.peers.Calibrations;
import org.echomotion.ef.clip.ClipPipeline;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.study.StudyPipeline;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a result is made with: the segmentation's provenance, and the settings of this service. */
@ApplicationScoped
public class ResultProvenance {

  private final Calibrations calibrations;
  private final String softwareVersion;

  public ResultProvenance(
      Calibrations calibrations,
      @ConfigProperty(name = "quarkus.application.version") String softwareVersion) {
    this.calibrations = calibrations;
    this.softwareVersion = softwareVersion;
  }

  /**
   * The model is the segmentation's. The configuration hash covers the settings of both, the
   * model's files, since two models of one version must not pass for each other, the interval's
   * calibration, and the temporal model where one is used.
   */
  public Provenance on(Provenance segmentation, Optional<ModelReference> temporal) {
    Provenance.Builder provenance = segmentation.toBuilder();
    temporal.ifPresent(provenance::setTemporalModel);
    return provenance
        .setSoftwareVersion(softwareVersion)
        .setConfigurationHash(
            Sha256.of(
                String.join(
                    "\n",
                    segmentation.getModelName(),
                    segmentation.getModelSha256(),
                    segmentation.getPreprocessingVersion(),
                    segmentation.getConfigurationHash(),
                    ClipPipeline.SETTINGS_HASH,
                    temporal.map(ModelReference::getSha256).orElse(""),
                    calibrations.of(segmentation).map(IntervalCalibration::id).orElse(""))))
        .build();
  }

  /**
   * The configuration hash of a combined result.
   *
   * @param fourChamber what the A4C result was made with
   * @param twoChamber what the A2C result was made with
   * @param calibration of its interval
   * @param network that is asked for a second opinion
   */
  String ofStudy(
      Provenance fourChamber,
      Provenance twoChamber,
      Optional<IntervalCalibration> calibration,
      Optional<ModelReference> network) {
    return Sha256.of(
        String.join(
            "\n",
            fourChamber.getConfigurationHash(),
            twoChamber.getConfigurationHash(),
            StudyPipeline.SETTINGS_HASH,
            calibration.map(IntervalCalibration::id).orElse(""),
            network
                .map(n -> n.getName() + "\n" + n.getVersion() + "\n" + n.getSha256())
                .orElse("")));
  }
}
