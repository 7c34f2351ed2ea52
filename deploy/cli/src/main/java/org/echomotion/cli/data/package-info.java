/**
 * The commands {@code phantom}, {@code warp}, {@code prepare}, {@code import}, {@code export} and
 * {@code export-annotations}. In: published sets, simulations, annotations and results. Out: cines,
 * training sets, labels and files for other programs.
 *
 * <p>Invariant: an unusable file or row is reported with the reason, and all others are still used.
 */
package org.echomotion.cli.data;
