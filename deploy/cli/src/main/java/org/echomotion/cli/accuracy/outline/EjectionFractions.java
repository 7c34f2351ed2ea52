package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echomotion.ef.contour.PixelSpacing;
import org.echomotion.ef.volume.Biplane;
import org.echomotion.ef.volume.Disks;

/**
 * Ejection fractions from the outlines of a subject's ED and ES frames: of each view alone, and
 * biplane if both views and their spacing are known.
 *
 * @param source set that the subject comes from
 * @param subject pseudonym
 * @param planes {@value #BIPLANE}, A4C or A2C
 * @param predicted in percent, from the model's outlines; empty if one is missing
 * @param expert in percent, from the expert's masks of the same frames
 */
public record EjectionFractions(
    String source, String subject, String planes, OptionalDouble predicted, OptionalDouble expert) {

  /** Both views together. */
  public static final String BIPLANE = "biplane";

  private static final String ED = "ED";
  private static final String ES = "ES";

  /** The cavity of one frame, by the model or by the expert. */
  private interface Reader extends Function<Cavity, Optional<Disks>> {}

  /** Returns the ejection fractions of all subjects with ED and ES frames, in frame order. */
  static List<EjectionFractions> of(List<Cavity> cavities) {
    Map<String, List<Cavity>> subjects =
        cavities.stream()
            .collect(
                Collectors.groupingBy(
                    c -> c.source() + "\n" + c.subject(), LinkedHashMap::new, Collectors.toList()));
    List<EjectionFractions> fractions = new ArrayList<>();
    subjects.values().forEach(frames -> add(frames, fractions));
    return fractions;
  }

  private static void add(List<Cavity> frames, List<EjectionFractions> fractions) {
    Cavity any = frames.get(0);
    List<Cavity> fourChamber = inView(frames, "A4C");
    List<Cavity> twoChamber = inView(frames, "A2C");
    for (List<Cavity> view : List.of(fourChamber, twoChamber)) {
      if (hasBothPhases(view)) {
        fractions.add(
            new EjectionFractions(
                any.source(),
                any.subject(),
                view.get(0).view(),
                singlePlane(view, Cavity::predicted),
                singlePlane(view, Cavity::expert)));
      }
    }
    if (hasBothPhases(fourChamber)
        && hasBothPhases(twoChamber)
        && frames.stream().allMatch(c -> c.spacing().isPresent())) {
      fractions.add(
          new EjectionFractions(
              any.source(),
              any.subject(),
              BIPLANE,
              biplane(fourChamber, twoChamber, Cavity::predicted),
              biplane(fourChamber, twoChamber, Cavity::expert)));
    }
  }

  private static OptionalDouble singlePlane(List<Cavity> view, Reader reader) {
    return fraction(singlePlaneVolume(view, ED, reader), singlePlaneVolume(view, ES, reader));
  }

  /** Returns the mean over the phase's frames, in cubic pixels; empty if an outline is missing. */
  private static OptionalDouble singlePlaneVolume(List<Cavity> view, String phase, Reader reader) {
    double sum = 0;
    List<Cavity> frames = inPhase(view, phase);
    for (Cavity frame : frames) {
      Optional<Disks> disks = reader.apply(frame);
      if (disks.isEmpty()) {
        return OptionalDouble.empty();
      }
      sum += disks.get().volume().value();
    }
    return OptionalDouble.of(sum / frames.size());
  }

  private static OptionalDouble biplane(
      List<Cavity> fourChamber, List<Cavity> twoChamber, Reader reader) {
    return fraction(
        biplaneVolume(fourChamber, twoChamber, ED, reader),
        biplaneVolume(fourChamber, twoChamber, ES, reader));
  }

  /** Uses each view's first frame of the phase: two recordings have no common times. */
  private static OptionalDouble biplaneVolume(
      List<Cavity> fourChamber, List<Cavity> twoChamber, String phase, Reader reader) {
    Cavity four = inPhase(fourChamber, phase).get(0);
    Cavity two = inPhase(twoChamber, phase).get(0);
    Optional<Disks> fourDisks = reader.apply(four);
    Optional<Disks> twoDisks = reader.apply(two);
    if (fourDisks.isEmpty() || twoDisks.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        new Biplane(fourDisks.get().slices(), spacing(four), twoDisks.get().slices(), spacing(two))
            .volume()
            .value());
  }

  private static OptionalDouble fraction(OptionalDouble endDiastole, OptionalDouble endSystole) {
    return endDiastole.isPresent() && endSystole.isPresent() && endDiastole.getAsDouble() > 0
        ? OptionalDouble.of(100 * (1 - endSystole.getAsDouble() / endDiastole.getAsDouble()))
        : OptionalDouble.empty();
  }

  private static PixelSpacing spacing(Cavity cavity) {
    return cavity.spacing().orElseThrow();
  }

  private static boolean hasBothPhases(List<Cavity> view) {
    return !inPhase(view, ED).isEmpty() && !inPhase(view, ES).isEmpty();
  }

  private static List<Cavity> inView(List<Cavity> frames, String view) {
    return frames.stream().filter(c -> c.view().equals(view)).toList();
  }

  private static List<Cavity> inPhase(List<Cavity> frames, String phase) {
    return frames.stream().filter(c -> c.phase().equals(phase)).toList();
  }
}
