/** The size of a working frame, which all services share. In: nothing. Out: constants. */
@NullMarked
package org.echomotion.frame;

import org.jspecify.annotations.NullMarked;
