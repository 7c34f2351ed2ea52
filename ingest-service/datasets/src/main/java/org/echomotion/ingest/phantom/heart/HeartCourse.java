package org.echomotion.ingest.phantom.heart;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.echomotion.ingest.phantom.Draw;

/**
 * The timing of a phantom's heart, without pictures.
 *
 * @param contraction of each frame, 0 at end-diastole to 1 at end-systole
 * @param edFrames end-diastolic frames, from 0
 * @param esFrames end-systolic frames, from 0
 */
public record HeartCourse(
    List<Double> contraction, List<Integer> edFrames, List<Integer> esFrames) {

  public HeartCourse {
    contraction = List.copyOf(contraction);
    edFrames = List.copyOf(edFrames);
    esFrames = List.copyOf(esFrames);
  }

  /** Sinus rhythm at 50 to 100 bpm, starting anywhere in the cycle, the same for the same seed. */
  public static HeartCourse regular(int frames, double frameRateHz, long seed) {
    Draw draw = new Draw(Draw.mix(seed));
    CardiacCycle cycle =
        new CardiacCycle(
            draw.uniform(50, 100), frames / frameRateHz, 0.6, Optional.of(Rhythm.REGULAR), draw);
    return new HeartCourse(
        IntStream.range(0, frames).mapToObj(i -> cycle.contraction(i / frameRateHz)).toList(),
        shown(cycle.beats().stream().map(CardiacCycle.Beat::startSec), frames, frameRateHz),
        shown(cycle.beats().stream().map(CardiacCycle.Beat::endSystoleSec), frames, frameRateHz));
  }

  private static List<Integer> shown(Stream<Double> timesSec, int frames, double frameRateHz) {
    return timesSec
        .map(time -> (int) Math.round(time * frameRateHz))
        .filter(frame -> frame >= 0 && frame < frames)
        .toList();
  }
}
