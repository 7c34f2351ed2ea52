/**
 * In: a labelled frame. Out: the same frame as another scanner, gain or window might show it.
 *
 * <p>Invariant: the change depends only on the seed.
 */
package org.echomotion.segmentation.training.augmentation;
