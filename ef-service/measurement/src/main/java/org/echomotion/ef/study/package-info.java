/**
 * One study: the averaged beats of its A4C and A2C clips in, one ejection fraction out. Beats are
 * paired by the length of their cycles.
 *
 * <p>Invariant: volumes exist exactly where both views have pixel spacing; the ejection fraction of
 * a pair does not depend on the scale of the views.
 */
package org.echomotion.ef.study;
