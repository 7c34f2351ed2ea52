/**
 * A labelled frame in, the same frame as another scanner, gain or window might show it out.
 * Invariant: the change is a function of the seed alone.
 */
package org.echomotion.segmentation.training.augmentation;
