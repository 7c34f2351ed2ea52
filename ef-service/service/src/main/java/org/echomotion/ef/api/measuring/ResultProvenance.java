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

/** The provenance of results: the segmentation's provenance and the settings of this service. */
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
   * Provenance of a clip's result. The model is the segmentation's model. The configuration hash
   * covers the settings of both services, the model's files, the interval's calibration, and the
   * temporal model if one is used. The files are included because two different models may have the
   * same version.
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
   * @param fourChamber provenance of the A4C result
   * @param twoChamber provenance of the A2C result
   * @param calibration calibration of the interval
   * @param network network for the second opinion
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
