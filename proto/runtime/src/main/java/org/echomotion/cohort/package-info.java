/**
 * Listings of results. In: query parameters of a REST call. Out: the request for {@code
 * ListEjectionFractions}.
 */
@NullMarked
package org.echomotion.cohort;

import org.jspecify.annotations.NullMarked;
