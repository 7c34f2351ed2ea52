/** A training run as its user sees it: its folder, progress, metrics and speed. */
package org.echomotion.segmentation.training.run;
