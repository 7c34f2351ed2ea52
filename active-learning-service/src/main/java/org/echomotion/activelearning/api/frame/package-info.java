/**
 * Pictures for the workbench. In: a clip and the index of a frame. Out: the frame, the model's
 * outline and its probabilities. Readers who must draw without the model's outline get neither of
 * the last two.
 */
@NullMarked
package org.echomotion.activelearning.api.frame;

import org.jspecify.annotations.NullMarked;
