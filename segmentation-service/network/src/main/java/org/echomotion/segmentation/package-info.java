/** The errors of segmentation-service, one table for its steps and its edges. */
package org.echomotion.segmentation;
