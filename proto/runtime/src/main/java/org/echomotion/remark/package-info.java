/**
 * How properties of a cine are known. In and out: {@link org.echomotion.remark.Remark}s, and the
 * contract's messages for them.
 */
@NullMarked
package org.echomotion.remark;

import org.jspecify.annotations.NullMarked;
