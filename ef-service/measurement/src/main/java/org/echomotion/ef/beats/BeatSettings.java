package org.echomotion.ef.beats;

import java.util.List;

/** The settings of this package's steps. */
public final class BeatSettings {

  private BeatSettings() {}

  /** All settings, one record per step. */
  public static List<Record> all() {
    return List.of(
        TimeGrid.SETTINGS,
        FrameTimes.SETTINGS,
        VolumeCurve.SETTINGS,
        TurningPoints.SETTINGS,
        EjectionOnset.SETTINGS,
        RWavePeaks.SETTINGS,
        HeartRateEstimate.SETTINGS,
        BeatFinder.SETTINGS,
        PrematureBeats.SETTINGS,
        Regularity.SETTINGS,
        BeatSelection.SETTINGS);
  }
}
