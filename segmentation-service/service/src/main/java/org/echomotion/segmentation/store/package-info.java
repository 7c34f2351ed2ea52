/**
 * Keeps segmentations in the study store's {@code segmentation} schema, of which this service is
 * the only writer: records come in and go out, entities stay inside.
 *
 * <p>Invariant: per clip, model and configuration hash there is at most one segmentation, and it
 * has either all its frames or none of it exists.
 */
package org.echomotion.segmentation.store;
