package org.echomotion.xai.report;

/**
 * A line of a two-column table.
 *
 * @param label name of the value
 * @param value text of the value
 */
public record Line(String label, String value) {}
