/**
 * The import of labels. In: an archive with label files of other tools. Out: annotations, whose
 * frames go to review.
 *
 * <p>Invariant: all labels of an archive are stored, or none.
 */
@NullMarked
package org.echomotion.activelearning.api.label;

import org.jspecify.annotations.NullMarked;
