/**
 * The metrics of active-learning-service. In: what the work measured. Out: meters, which Prometheus
 * reads. Nothing else defines meters in this service. docs/operations/observability.md lists them.
 */
@NullMarked
package org.echomotion.activelearning.metrics;

import org.jspecify.annotations.NullMarked;
