/**
 * In: a file. Out: de-identified frames of working size. {@link org.echomotion.ingest.CineRecipe}
 * runs the steps, which are the packages below: {@code decode} and {@code dicom}, {@code sector},
 * {@code deidentify}, {@code preprocess}.
 *
 * <p>Invariant: equal files give equal bits, whether a file is uploaded, still arriving, or part of
 * a training set. No pixel outside the ultrasound picture and no patient identifier is passed on.
 */
package org.echomotion.ingest;
