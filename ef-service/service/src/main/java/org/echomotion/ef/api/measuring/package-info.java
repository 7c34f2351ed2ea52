/**
 * The step of this service: {@code clip.segmented} in, a stored result and {@code ef.computed} out.
 *
 * <p>Invariant: a result is stored once per clip, model and configuration; delivered again, the
 * stored result stands and the event goes out again.
 */
package org.echomotion.ef.api.measuring;
