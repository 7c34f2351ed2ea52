package org.echomotion.xai.report;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A line of a two-column table.
 *
 * @param label name of the value
 * @param value text of the value
 */
@RegisterForReflection // The templates read it.
public record Line(String label, String value) {}
