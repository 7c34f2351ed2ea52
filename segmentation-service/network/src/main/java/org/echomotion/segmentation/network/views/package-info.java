/**
 * Heads on the tokens of a trained encoder: the view of a frame, and the ejection fraction of a
 * pair of views.
 */
package org.echomotion.segmentation.network.views;
