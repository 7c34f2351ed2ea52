/**
 * A second opinion on a study with two views. In: the frames for the network, and its answers. Out:
 * one opinion, or the reason why there is none, and an interval that includes the opinion. Another
 * service runs the network.
 *
 * <p>Invariant: a second opinion never narrows an interval and never changes the ejection fraction.
 */
package org.echomotion.ef.fusion;
