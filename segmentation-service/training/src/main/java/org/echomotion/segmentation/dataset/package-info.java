/**
 * In: a prepared directory. Out: labelled frames in memory for training and evaluation, and a data
 * card with counts, licences and hashes.
 *
 * <p>Layout: {@code index.csv} with the header {@code
 * subject,split,view,phase,image,mask,mm_per_px,quality,source,preprocessing}, and 112x112 8-bit
 * gray PNGs. Mask labels: 0 background, 1 left ventricle, 2 myocardium, 3 left atrium.
 *
 * <p>Invariant: frames were preprocessed as in serving, and their gray levels are not changed here.
 */
package org.echomotion.segmentation.dataset;
