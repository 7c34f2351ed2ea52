package org.echomotion.ef.api.measuring;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.echomotion.contract.common.v1.ModelReference;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.ef.api.peers.Calibrations;
import org.echomotion.ef.clip.ClipPipeline;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.temporal.PhaseRefinement;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a result is made with: the segmentation's provenance, and the settings of this service. */
@ApplicationScoped
public class ServiceProvenance {

  private final Calibrations calibrations;
  private final String softwareVersion;

  public ServiceProvenance(
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
            sha256(
                String.join(
                    "\n",
                    segmentation.getModelName(),
                    segmentation.getModelSha256(),
                    segmentation.getPreprocessingVersion(),
                    segmentation.getConfigurationHash(),
                    ClipPipeline.SETTINGS_HASH,
                    temporal.map(m -> m.getSha256() + PhaseRefinement.SETTINGS).orElse(""),
                    calibrations.of(segmentation).map(IntervalCalibration::id).orElse(""))))
        .build();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
