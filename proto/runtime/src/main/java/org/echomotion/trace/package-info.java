/**
 * Traces of OpenTelemetry, which are off by default. In: spans that Quarkus makes for calls, events
 * and SQL. Out: the same spans without anything that could name a study or a person.
 */
@NullMarked
package org.echomotion.trace;

import org.jspecify.annotations.NullMarked;
