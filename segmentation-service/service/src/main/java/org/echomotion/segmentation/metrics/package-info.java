/**
 * The metrics of segmentation-service. In: what the work measured. Out: meters, which Prometheus
 * reads. Nothing else defines meters in this service. docs/operations/observability.md lists them.
 */
@NullMarked
package org.echomotion.segmentation.metrics;

import org.jspecify.annotations.NullMarked;
