/**
 * Tenants: whom the current work is for. In: the claim {@code tenant} of an access token, the
 * header of a service's call, or the tenant of an event. Out: the setting {@code echomotion.tenant}
 * of every connection to the study store, whose row-level security shows that tenant's rows only.
 */
package org.echomotion.tenant;
