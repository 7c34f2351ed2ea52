/**
 * A file in, de-identified frames of working size out. {@link org.echomotion.ingest.CineRecipe}
 * joins the steps, which are the packages below: {@code decode} and {@code dicom}, {@code sector},
 * {@code deidentify}, {@code preprocess}.
 *
 * <p>Invariant: equal files give equal bits, whether a file is uploaded, still arriving, or part of
 * a training set; no pixel outside the ultrasound picture and no patient identifier gets through.
 */
package org.echomotion.ingest;
