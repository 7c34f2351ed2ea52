/**
 * Metrics that every service has in common. In: what the work measures. Out: meters of Micrometer,
 * which Prometheus reads on the management port. Tags have few values: never a study, a clip, a
 * person or a tenant. The list is docs/operations/observability.md.
 */
@NullMarked
package org.echomotion.metrics;

import org.jspecify.annotations.NullMarked;
