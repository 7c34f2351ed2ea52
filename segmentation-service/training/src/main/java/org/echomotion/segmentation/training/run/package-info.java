/** The run's folder, progress, metrics and speed, for the user. */
package org.echomotion.segmentation.training.run;
