/**
 * How properties of a cine are known. In and out: a {@link org.echomotion.remark.Remark} and the
 * contract's message of it.
 */
@NullMarked
package org.echomotion.remark;

import org.jspecify.annotations.NullMarked;
