package org.echomotion.segmentation.network;

/** The initial value of a variable. */
sealed interface Initializer {

  /** Every element is {@code value}. */
  record Constant(float value) implements Initializer {}

  /** Normal with mean 0, redrawn beyond two standard deviations. */
  record TruncatedNormal(float standardDeviation) implements Initializer {}
}
