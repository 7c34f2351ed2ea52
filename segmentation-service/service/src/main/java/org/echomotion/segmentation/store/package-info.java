/**
 * Stores segmentations in the study store's schema {@code segmentation}, which only this service
 * writes. In: records. Out: records; entities are internal.
 *
 * <p>Invariant: there is at most one segmentation per clip, model and configuration hash. It is
 * stored with all its frames or not at all.
 */
package org.echomotion.segmentation.store;
