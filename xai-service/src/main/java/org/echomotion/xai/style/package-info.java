/**
 * How every picture of this service looks: one typeface and one set of colours, the same on every
 * machine. In: nothing. Out: fonts and colours. The typeface comes with the service, so that text
 * needs neither installed fonts nor fontconfig, and the same input gives the same pixels.
 */
package org.echomotion.xai.style;
