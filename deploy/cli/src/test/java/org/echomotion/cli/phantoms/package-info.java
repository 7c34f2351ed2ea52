/**
 * In: phantoms of every rhythm. Out: how well beats and ejection fraction are found on their true
 * masks, and on masks with a network's errors. No network runs here; what it adds is measured by
 * {@code evaluate-ef}. Only this module sees both the phantoms and the pipeline.
 */
package org.echomotion.cli.phantoms;
