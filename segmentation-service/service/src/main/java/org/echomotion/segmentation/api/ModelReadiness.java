package org.echomotion.segmentation.api;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until every model is loaded and warmed up. */
@Readiness
@ApplicationScoped
public class ModelReadiness implements HealthCheck {

  private final ModelServer models;
  private final FurtherModels further;

  ModelReadiness(ModelServer models, FurtherModels further) {
    this.models = models;
    this.further = further;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("segmentation-model")
        .status(models.ready() && further.ready())
        .build();
  }
}
