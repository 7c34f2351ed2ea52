/**
 * The sentences about results and cines that readers see. In: a code with values, or a text made of
 * such sentences. Out: the English text, or the codes and values that it was made from.
 *
 * <p>Invariant: each sentence is read back as the code and the values that it was written with.
 */
@NullMarked
package org.echomotion.sentence;

import org.jspecify.annotations.NullMarked;
