package org.echomotion.segmentation.api;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the model is warmed up. */
@Readiness
@ApplicationScoped
public class ModelReadiness implements HealthCheck {

  private final ModelServer models;

  ModelReadiness(ModelServer models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("segmentation-model").status(models.ready()).build();
  }
}
