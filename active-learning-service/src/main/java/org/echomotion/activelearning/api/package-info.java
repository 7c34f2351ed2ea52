/**
 * The edges of the service. In: the event {@code ef.computed}, and what people ask. Out: the
 * annotation queue over gRPC and REST. Every call states who may make it.
 */
package org.echomotion.activelearning.api;
