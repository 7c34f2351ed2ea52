package org.echomotion.segmentation.training.configuration;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Group {@code data}.
 *
 * @param path prepared directories
 * @param shares share of each source in an epoch; 0 for a source not named; empty: in proportion to
 *     the number of frames
 * @param samples frames drawn per epoch; 0: every training frame once
 * @param validFraction share of the train split's patients held out for validation; 0: the valid
 *     split is used
 * @param fold held-out part, from 1; 0 is off
 * @param folds number of parts of the cross-validation; 0 is off
 * @param splitSeed seed for the choice of held-out patients
 * @param teacher model directory that outlines frames without a mask; empty: these frames are not
 *     used
 * @param gate largest mean boundary entropy, in nats, of an outline that is used
 */
public record DataSettings(
    List<String> path,
    Map<String, Double> shares,
    int samples,
    double validFraction,
    int fold,
    int folds,
    long splitSeed,
    String teacher,
    double gate) {

  public DataSettings {
    path = List.copyOf(path);
    // Sorted, so that the resolved configuration does not depend on the order of the arguments.
    shares = Collections.unmodifiableMap(new TreeMap<>(shares));
    Bounds.atLeast("data.samples", samples, 0);
    Bounds.belowOne("data.valid_fraction", validFraction);
    shares.forEach((source, share) -> Bounds.notNegative("data.shares." + source, share));
    Bounds.positive("data.gate", gate);
    if (folds != 0 || fold != 0) {
      Bounds.atLeast("data.folds", folds, 2);
      Bounds.atLeast("data.fold", fold, 1);
      if (fold > folds) {
        throw new IllegalArgumentException(
            "data.fold is %d, but there are %d folds.".formatted(fold, folds));
      }
      if (validFraction > 0) {
        throw new IllegalArgumentException(
            "Give data.valid_fraction or data.fold and data.folds, not both.");
      }
    }
  }

  public List<Path> paths() {
    return path.stream().map(Path::of).toList();
  }
}
