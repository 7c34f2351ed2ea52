package org.echomotion.cli.accuracy.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FlickerTest {

  @Test
  void onlyWhatTheTruthDoesNotDoIsFlicker() {
    // The truth moves; the errors are 0, 0, 30, 0, 0: second differences 30, -60, 30.
    List<Cavity> cine = cine("a", new int[] {100, 90, 80, 110, 120}, new int[] {0, 0, 30, 0, 0});
    Flicker flicker = Flicker.of(cine).get(0);
    assertEquals(1, flicker.cines());
    assertEquals(3, flicker.frames());
    assertEquals((30 + 60 + 30) / 3.0 / 100, flicker.jitter(), 1e-12);
    assertEquals(new Flicker.Worst("a", "A4C", 2, 0.6), flicker.worst());
  }

  @Test
  void aSteadyErrorAndOneThatGrowsSteadilyAreNoFlicker() {
    List<Cavity> frames = new ArrayList<>(cine("a", new int[] {50, 70, 60}, new int[] {9, 9, 9}));
    frames.addAll(cine("b", new int[] {50, 70, 60}, new int[] {1, 3, 5}));
    assertEquals(0, Flicker.of(frames).get(0).jitter(), 1e-12);
    assertEquals(2, Flicker.of(frames).get(0).cines());
  }

  @Test
  void framesThatDoNotFollowEachOtherSayNothing() {
    List<Cavity> frames = new ArrayList<>();
    for (int number : new int[] {0, 2, 3, 5, 6}) {
      frames.add(cavity("a", number, 100, 100 + 10 * number * number));
    }
    assertEquals(List.of(), Flicker.of(frames));
  }

  private static List<Cavity> cine(String subject, int[] truth, int[] errors) {
    List<Cavity> frames = new ArrayList<>();
    // Backwards: the order is the frames' own.
    for (int i = truth.length - 1; i >= 0; i--) {
      frames.add(cavity(subject, i, truth[i], truth[i] + errors[i]));
    }
    return frames;
  }

  private static Cavity cavity(String subject, int number, int truth, int predicted) {
    return new Cavity(
        "set",
        subject,
        "A4C",
        "MID",
        OptionalInt.of(number),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        predicted,
        truth);
  }
}
