package org.echomotion.ef.api.measuring;

import java.util.Optional;

/** Values of {@code echomotion.ef.temporal}. */
public enum TemporalChoice {
  /** No model: measurements are not corrected, and the volume curve is filtered. */
  NONE(""),
  BILSTM("echomotion-temporal-bilstm"),
  TRANSFORMER("echomotion-temporal-transformer");

  private final String model;

  TemporalChoice(String model) {
    this.model = model;
  }

  /** Name of the model in segmentation-service; empty for {@link #NONE}. */
  public Optional<String> model() {
    return model.isEmpty() ? Optional.empty() : Optional.of(model);
  }
}
