/**
 * The frames of one clip with their uncertainty in, the few worth an annotator's time out: the most
 * uncertain ones, far enough apart in time not to show the same picture twice.
 */
package org.echomotion.activelearning.selection;
