package org.echomotion.ef.beats;

/**
 * Heart rate.
 *
 * @param bpm beats per minute
 * @param estimated true where no whole cycle was seen and the rate is inferred from the length of
 *     the systole
 */
public record HeartRate(double bpm, boolean estimated) {}
