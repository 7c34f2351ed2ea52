package org.echomotion.ingest.dataset.labelled;

import java.util.SplittableRandom;

/**
 * Splits a set that states no splits. Each subject is drawn for training or validation from its
 * name and the seed only, so other subjects do not change its split.
 *
 * @param validFraction share of the subjects for validation, 0 to 1
 * @param seed another seed gives another draw
 */
public record SplitDraw(double validFraction, long seed) {

  /** One subject in ten is for validation. */
  public static final SplitDraw DEFAULT = new SplitDraw(0.1, 1);

  public SplitDraw {
    if (!(validFraction >= 0 && validFraction <= 1)) {
      throw new IllegalArgumentException("the fraction of the subjects must be from 0 to 1");
    }
  }

  /** Returns the split of {@code subject}. */
  public Split of(String subject) {
    long mixed = new SplittableRandom(seed).nextLong() ^ subject.hashCode();
    return new SplittableRandom(mixed).nextDouble() < validFraction ? Split.VALID : Split.TRAIN;
  }
}
