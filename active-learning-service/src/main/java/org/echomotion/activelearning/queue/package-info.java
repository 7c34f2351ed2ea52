/**
 * The values of the annotation queue. In: statements of people and of the model about frames. Out:
 * checked values.
 *
 * <p>A campaign takes frames of clips. Each frame has a place for each of its readers. A place
 * waits, is leased for a time, and is then submitted or waits again. When all places of a frame are
 * submitted, the readers agree, or a reviewer settles the frame.
 */
package org.echomotion.activelearning.queue;
