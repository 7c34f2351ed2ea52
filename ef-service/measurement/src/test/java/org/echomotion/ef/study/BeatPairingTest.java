package org.echomotion.ef.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.echomotion.ef.volume.BeatSlices;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.Slices;
import org.junit.jupiter.api.Test;

class BeatPairingTest {

  private static final BeatSlices.Phase ANY =
      new BeatSlices.Phase(new Slices(Collections.nCopies(Disks.COUNT, 30.0), 60), 0.05);

  private static List<ViewBeat> beats(double... cycles) {
    return IntStream.range(0, cycles.length)
        .mapToObj(
            i ->
                new ViewBeat(
                    i,
                    cycles[i] > 0 ? OptionalDouble.of(cycles[i]) : OptionalDouble.empty(),
                    new BeatSlices(ANY, ANY)))
        .toList();
  }

  private static List<Integer> partners(List<ViewBeat> fourChamber, List<ViewBeat> twoChamber) {
    return BeatPairing.of(fourChamber, twoChamber).stream()
        .map(pair -> pair.twoChamber().index())
        .toList();
  }

  @Test
  void eachA4cBeatGetsTheA2cBeatOfTheNearestCycle() {
    assertEquals(List.of(2, 0, 1, 2), partners(beats(0.62, 0.9, 1.2, 0.5), beats(0.95, 1.15, 0.6)));
  }

  @Test
  void beatsOfEqualCyclesAreTakenInTurn() {
    assertEquals(List.of(0, 1, 2), partners(beats(0.8, 0.8, 0.8), beats(0.8, 0.8, 0.8)));
    assertEquals(List.of(0, 1, 1), partners(beats(0.8, 0.8, 0.8), beats(0.8, 0.8)));
  }

  @Test
  void beatsWhoseCycleIsNotKnownArePairedAllTheSame() {
    assertEquals(List.of(0), partners(beats(0), beats(0.8, 0.9)));
    assertEquals(0, BeatPairing.of(beats(0), beats(0.8)).get(0).cycleDifference());
    assertEquals(0.25, BeatPairing.of(beats(0.6), beats(0.8)).get(0).cycleDifference(), 1e-12);
  }
}
