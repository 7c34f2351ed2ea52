package org.echomotion.ingest.dataset;

/**
 * One frame's labels.
 *
 * @param frame index in the cine, from 0
 * @param phase where in the cycle it lies
 * @param labels uint8 [rows * columns] of the cine: 0 background, 1 LV cavity, 2 myocardium, 3 left
 *     atrium; where only the ventricle is known, 0 and 1
 */
public record LabelledFrame(int frame, Phase phase, byte[] labels) {}
