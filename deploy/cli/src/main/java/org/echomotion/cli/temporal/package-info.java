/**
 * The laboratory for temporal models, which correct the disks of a cine over time. In: phantoms,
 * and cines with known beats. Out: sequences of disks to train on, the errors of a segmentation
 * model on them, and a comparison of ways to read a volume curve.
 *
 * <p>Invariant: outlines are made as in segmentation-service, and disks are measured as in
 * ef-service.
 */
package org.echomotion.cli.temporal;
