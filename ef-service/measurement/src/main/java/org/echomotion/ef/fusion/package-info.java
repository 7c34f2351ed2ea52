/**
 * A second opinion on a study of two views. In: which frames a network sees, and its answers. Out:
 * one opinion, or the reason why there is none, and the interval with the opinion inside. The
 * network itself is elsewhere.
 *
 * <p>Invariant: a second opinion never narrows an interval and never moves the ejection fraction.
 */
package org.echomotion.ef.fusion;
