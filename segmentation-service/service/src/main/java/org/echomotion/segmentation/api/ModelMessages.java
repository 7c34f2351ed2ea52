package org.echomotion.segmentation.api;

import java.util.List;
import java.util.Objects;
import org.echomotion.contract.segmentation.v1.Model;
import org.echomotion.contract.segmentation.v1.ModelMetric;
import org.echomotion.json.ProtoTime;
import org.echomotion.segmentation.model.ModelManifest;

/** Converts descriptions of models to messages of the contract. */
final class ModelMessages {

  private ModelMessages() {}

  static Model of(ModelManifest manifest) {
    Model.Builder model =
        Model.newBuilder()
            .setName(manifest.name())
            .setVersion(manifest.version())
            .setSha256(manifest.sha256())
            .setLicence(manifest.licence())
            .setCitation(Objects.requireNonNullElse(manifest.citation(), ""))
            .addAllTrainedOn(Objects.requireNonNullElse(manifest.lineage(), List.of()));
    manifest.createdAt().map(ProtoTime::of).ifPresent(model::setCreatedAt);
    manifest.performance().stream().map(ModelMessages::of).forEach(model::addMetrics);
    return model.build();
  }

  private static ModelMetric of(org.echomotion.segmentation.model.ModelMetric metric) {
    ModelMetric.Builder message =
        ModelMetric.newBuilder()
            .setDataSet(metric.dataSet())
            .setName(metric.name())
            .setValue(metric.value());
    metric.interval().ifPresent(range -> message.setLower(range.lower()).setUpper(range.upper()));
    return message.build();
  }
}
