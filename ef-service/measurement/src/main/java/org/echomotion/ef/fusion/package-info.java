/**
 * A second opinion on a study with two views. In: the frames for the network, and its answers. Out:
 * one opinion, or the reason why there is none. Another service runs the network.
 *
 * <p>Invariant: a second opinion changes neither the ejection fraction nor its interval.
 */
package org.echomotion.ef.fusion;
