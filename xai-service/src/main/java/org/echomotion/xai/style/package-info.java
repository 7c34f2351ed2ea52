/**
 * The style of all pictures of this service. In: nothing. Out: fonts and colours. The typeface is
 * part of the service, so text needs neither installed fonts nor fontconfig.
 *
 * <p>Invariant: the same input gives the same pixels on every machine.
 */
package org.echomotion.xai.style;
