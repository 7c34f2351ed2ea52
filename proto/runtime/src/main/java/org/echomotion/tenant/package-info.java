/**
 * Who acts, and for which tenant. In: the claim {@code tenant} of an access token, the header of a
 * service's call, the tenant of an event, or the name of the local user. Out: the setting {@code
 * echomotion.tenant} of every connection to the study store, whose row-level security shows that
 * tenant's rows only; and the token and the tenant of every call to another service.
 */
package org.echomotion.tenant;
