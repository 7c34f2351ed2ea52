/**
 * EchoNet-Dynamic's VolumeTracings.csv (Ouyang et al., Nature 2020, doi 10.1038/s41586-020-2145-8).
 * In: rows FileName, X1, Y1, X2, Y2, Frame; the first row of a frame is the long axis, the others
 * are chords across it. Out: one label for each frame.
 *
 * <p>Invariant: a whole number is the centre of a pixel, because the data set's own code rounds
 * points to pixels. The table has one reader. It does not keep the outline between the chords,
 * verdict, phase, grade or control points.
 */
package org.echomotion.activelearning.exchange.echonet;
