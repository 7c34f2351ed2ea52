/**
 * Development of temporal models, which correct the disks of a cine over time. In: phantoms, and
 * cines with known beats. Out: training sequences of disks, the errors of a segmentation model on
 * them, and a comparison of methods to read a volume curve.
 *
 * <p>Invariant: outlines are computed as in segmentation-service, and disks as in ef-service.
 */
package org.echomotion.cli.temporal;
