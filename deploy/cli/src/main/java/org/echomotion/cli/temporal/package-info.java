/**
 * In: phantoms, and cines whose beats are known. Out: sequences of disks for the learned temporal
 * model, the errors of a segmentation model on them, and how the ways to read a volume curve
 * compare.
 *
 * <p>Invariant: disks are measured by ef-service's geometry and outlines made by
 * segmentation-service's, as in serving.
 */
package org.echomotion.cli.temporal;
