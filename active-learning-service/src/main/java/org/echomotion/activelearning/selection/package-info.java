/**
 * In: outlines and measurements of each frame of a clip. Out: a few frames for readers, with the
 * reasons, and one frame drawn at random.
 */
package org.echomotion.activelearning.selection;
