/**
 * A folder of labelled images or cines in, a prepared training set out: {@code index.csv} with
 * {@code images/*.png} and {@code masks/*.png} of working size.
 *
 * <p>Invariant: each image went through the same recipe as an uploaded clip. What cannot be used is
 * reported with its reason, and the rest goes on.
 */
package org.echomotion.ingest.dataset.prepared;
