package org.echomotion.segmentation.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.echomotion.segmentation.model.ModelManifest;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.echomotion.segmentation.segment.Provenance;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The provenance of this process's segmentations, and the settings behind its hash. */
@ApplicationScoped
public class ServiceProvenance {

  private final ModelServer models;
  private final OutlineSettings outline;
  private final String softwareVersion;

  ServiceProvenance(
      ModelServer models,
      SegmentationConfig config,
      @ConfigProperty(name = "quarkus.application.version") String softwareVersion) {
    this.models = models;
    this.outline = new OutlineSettings(config.minimumAreaPx(), config.boundaryRadiusPx());
    this.softwareVersion = softwareVersion;
  }

  OutlineSettings outline() {
    return outline;
  }

  String softwareVersion() {
    return softwareVersion;
  }

  Provenance current() {
    ModelManifest model = models.manifest();
    return new Provenance(
        model.name(),
        model.version(),
        model.sha256(),
        model.licence(),
        model.preprocessingVersion(),
        softwareVersion,
        configurationHash(outline, models.settings().segmentBatch()));
  }

  /** SHA-256 of all settings that can change a segmentation, lower-case hex. */
  static String configurationHash(OutlineSettings outline, int segmentBatch) {
    String settings = outline.canonical() + "\nmodel segmentBatch=" + segmentBatch + "\n";
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(settings.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
