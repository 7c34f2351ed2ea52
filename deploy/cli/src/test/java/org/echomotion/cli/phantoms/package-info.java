/**
 * In: phantoms of every rhythm. Out: how well beats and ejection fraction are detected on their
 * true masks, and on masks with a network's errors. No network runs here; {@code evaluate-ef}
 * measures its effect. Only this module depends on both the phantoms and the pipeline.
 */
package org.echomotion.cli.phantoms;
