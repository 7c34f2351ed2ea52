package org.echomotion.ingest.dataset.labelled;

import java.util.SplittableRandom;

/**
 * Parts a set that does not say which subject is for what: each subject is drawn for validation or
 * for training by its name and the seed alone, so that other subjects do not change it.
 *
 * @param validFraction share of the subjects that validate, 0 to 1
 * @param seed another seed, another draw
 */
public record SplitDraw(double validFraction, long seed) {

  /** One subject in ten validates. */
  public static final SplitDraw DEFAULT = new SplitDraw(0.1, 1);

  public SplitDraw {
    if (!(validFraction >= 0 && validFraction <= 1)) {
      throw new IllegalArgumentException("a fraction of the subjects is from 0 to 1");
    }
  }

  /** What {@code subject} is for. */
  public Split of(String subject) {
    long mixed = new SplittableRandom(seed).nextLong() ^ subject.hashCode();
    return new SplittableRandom(mixed).nextDouble() < validFraction ? Split.VALID : Split.TRAIN;
  }
}
