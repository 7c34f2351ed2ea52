/**
 * Calibration of the ejection fraction's interval. In: measured studies with known ejection
 * fractions, by set. Out: an {@link org.echomotion.ef.interval.IntervalCalibration}, and how its
 * intervals perform on studies that it was not fitted on.
 *
 * <p>Invariant: a study is never in the calibration that its own performance is computed with.
 */
package org.echomotion.cli.accuracy.calibration;
