package org.echomotion.ef.study;

import java.util.OptionalDouble;
import org.echomotion.ef.volume.BeatSlices;

/**
 * An averaged beat of one view.
 *
 * @param index among all beats of its clip, from 0
 * @param cycleSeconds from end-diastole to end-diastole; empty if unknown
 * @param slices at end-diastole and end-systole
 */
public record ViewBeat(int index, OptionalDouble cycleSeconds, BeatSlices slices) {}
