/**
 * A second opinion on a study of two views: which frames a network is to see, what its answers come
 * to, and what its disagreement does to the interval. Frames' indices and percentages go in and
 * out; the network itself is elsewhere.
 *
 * <p>Invariant: a second opinion never narrows an interval and never moves the number.
 */
package org.echomotion.ef.fusion;
