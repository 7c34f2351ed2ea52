/**
 * Heads on the tokens of a trained encoder. Out: the view of a frame, and the ejection fraction of
 * a pair of views.
 */
package org.echomotion.segmentation.network.views;
