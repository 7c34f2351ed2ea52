package org.echomotion.xai.report;

/**
 * A line of a two-column table.
 *
 * @param label what
 * @param value how much
 */
public record Line(String label, String value) {}
