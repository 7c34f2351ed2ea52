package org.echomotion.ef.beats;

/**
 * Heart rate.
 *
 * @param bpm beats per minute
 * @param estimated true if no whole cycle was detected and the rate was computed from the length of
 *     the systole
 */
public record HeartRate(double bpm, boolean estimated) {}
