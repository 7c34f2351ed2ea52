/**
 * A prepared directory in: labelled frames out, in memory, as training and evaluation read them,
 * and a card that says what they are: counts, licences, hashes.
 *
 * <p>Layout: {@code index.csv} with the header {@code
 * subject,split,view,phase,image,mask,mm_per_px,quality,source,preprocessing}, and 112x112 8-bit
 * gray PNGs. Mask labels: 0 background, 1 left ventricle, 2 myocardium, 3 left atrium. Invariant:
 * frames were preprocessed exactly as in serving; nothing here touches their gray levels.
 */
package org.echomotion.segmentation.dataset;
