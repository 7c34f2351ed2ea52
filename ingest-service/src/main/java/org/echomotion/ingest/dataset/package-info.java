/**
 * A folder of labelled echo images or cines in, a prepared training set out: {@code index.csv} with
 * {@code images/*.png} and {@code masks/*.png} of working size. Invariant: each image went through
 * sector, deidentify and preprocess exactly as an uploaded clip does. What cannot be used is
 * reported with its reason, and the rest goes on.
 */
package org.echomotion.ingest.dataset;
