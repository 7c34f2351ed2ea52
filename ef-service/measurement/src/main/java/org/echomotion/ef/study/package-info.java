/**
 * One study. In: the averaged beats of its A4C and A2C clips. Out: one ejection fraction. Beats are
 * paired by the length of their cycles.
 *
 * <p>Invariant: there are volumes only if both views have pixel spacing. The ejection fraction of a
 * pair does not depend on the scale of the views.
 */
package org.echomotion.ef.study;
