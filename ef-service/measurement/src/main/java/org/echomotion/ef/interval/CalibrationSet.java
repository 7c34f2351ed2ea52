package org.echomotion.ef.interval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of labelled studies in a calibration.
 *
 * @param name for example {@code camus}
 * @param subjects number of patients or phantoms
 * @param look what its pictures look like; null if unknown
 * @param models errors of its studies by planes, including {@link Planes#ANY}
 */
public record CalibrationSet(
    String name, int subjects, @Nullable Look look, List<ErrorModel> models) {

  /**
   * @throws IllegalArgumentException if no model holds for any planes
   */
  public CalibrationSet {
    models = List.copyOf(models);
    if (models.stream().noneMatch(model -> model.planes() == Planes.ANY)) {
      throw new IllegalArgumentException("the set " + name + " has no model for any planes");
    }
  }

  /** The most specific model for these planes. */
  ErrorModel model(Planes planes) {
    return models.stream()
        .filter(model -> model.planes() == planes)
        .findFirst()
        .orElseGet(
            () ->
                models.stream()
                    .filter(model -> model.planes() == Planes.ANY)
                    .findFirst()
                    .orElseThrow());
  }
}
