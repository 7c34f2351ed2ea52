package org.echomotion.cli.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.echomotion.cli.accuracy.LabelledCines.LabelledCine;

/** Labelled cines grouped into studies. */
public final class LabelledStudies {

  /**
   * One study.
   *
   * @param subject pseudonym of the patient
   * @param cines one, or one of each view
   * @param biplaneEf of the patient, percent; empty if unknown, or if the study has one view only
   */
  public record LabelledStudy(String subject, List<LabelledCine> cines, OptionalDouble biplaneEf) {}

  private LabelledStudies() {}

  /**
   * Groups cines, in their order. Two views of a patient with a known biplane ejection fraction are
   * one study. Every other cine is a separate study.
   */
  public static List<LabelledStudy> of(List<LabelledCine> cines) {
    Map<String, List<LabelledCine>> bySubject = new LinkedHashMap<>();
    cines.forEach(c -> bySubject.computeIfAbsent(c.subject(), s -> new ArrayList<>()).add(c));
    List<LabelledStudy> studies = new ArrayList<>();
    bySubject.forEach(
        (subject, of) -> {
          boolean biplane =
              of.size() == 2
                  && of.get(0).view() != of.get(1).view()
                  && of.get(0).biplaneEf().isPresent();
          if (biplane) {
            studies.add(new LabelledStudy(subject, of, of.get(0).biplaneEf()));
          } else {
            of.forEach(
                cine ->
                    studies.add(new LabelledStudy(subject, List.of(cine), OptionalDouble.empty())));
          }
        });
    return studies;
  }
}
