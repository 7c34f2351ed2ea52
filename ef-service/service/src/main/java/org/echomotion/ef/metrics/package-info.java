/**
 * The metrics of ef-service. In: what the work measured. Out: meters, which Prometheus reads.
 * Nothing else defines meters in this service. docs/operations/observability.md lists them.
 */
@NullMarked
package org.echomotion.ef.metrics;

import org.jspecify.annotations.NullMarked;
