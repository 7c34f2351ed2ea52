/**
 * In: a folder of labelled images or cines. Out: a prepared training set: {@code index.csv} with
 * {@code images/*.png} and {@code masks/*.png} of working size.
 *
 * <p>Invariant: images are processed like uploaded clips. Unusable data are reported with the
 * reason, and the rest is still used.
 */
package org.echomotion.ingest.dataset.prepared;
