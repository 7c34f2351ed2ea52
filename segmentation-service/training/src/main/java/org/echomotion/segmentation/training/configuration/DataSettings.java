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
 * @param shares share of each source in an epoch; a source not named takes part with 0; empty is by
 *     the number of frames
 * @param samples frames drawn per epoch; 0 is every training frame once
 * @param validFraction share of the train split's patients held out as valid; 0 is the valid split
 * @param fold part held out, from 1; 0 is off
 * @param folds parts of the cross-validation; 0 is off
 * @param splitSeed of the choice of held-out patients
 * @param teacher model directory whose outlines frames without a mask get; empty leaves them out
 * @param gate largest mean boundary entropy, in nats, of an outline that the teacher is sure of
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
    // Sorted, so that the resolved configuration reads the same whatever the order given.
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
