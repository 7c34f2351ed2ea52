/**
 * The step of this service. In: {@code clip.segmented}. Out: a stored result of the clip, a stored
 * result of its study if it has two views, and {@code ef.computed}.
 *
 * <p>Invariant: a result is stored once per clip, model and configuration. If an event is delivered
 * again, the stored result stays and {@code ef.computed} is sent again.
 */
package org.echomotion.ef.api.measuring;
