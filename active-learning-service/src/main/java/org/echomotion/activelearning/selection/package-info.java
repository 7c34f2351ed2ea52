/**
 * In: the frames of one clip with their uncertainty. Out: the few frames to annotate. These are the
 * most uncertain ones that are far enough apart in time to differ.
 */
package org.echomotion.activelearning.selection;
