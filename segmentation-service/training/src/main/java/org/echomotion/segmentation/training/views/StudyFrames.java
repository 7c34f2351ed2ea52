package org.echomotion.segmentation.training.views;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * One subject in both apical views at end-diastole and end-systole.
 *
 * @param ejectionFractionPercent true value, or from the expert's outlines
 * @param frames A4C ED, A4C ES, A2C ED, A2C ES
 */
record StudyFrames(
    String subject,
    String split,
    String source,
    double ejectionFractionPercent,
    List<PreparedFrame> frames) {

  private static final List<String> PLACES = List.of("A4C ED", "A4C ES", "A2C ED", "A2C ES");

  StudyFrames {
    frames = List.copyOf(frames);
    if (frames.size() != PLACES.size()) {
      throw new IllegalArgumentException(
          "A study must have four frames, not " + frames.size() + ".");
    }
  }

  /**
   * The subjects of one set with all four frames and a true ejection fraction, sorted by name.
   *
   * @param ejectionFractions percent, by subject
   */
  static List<StudyFrames> of(List<PreparedFrame> set, Map<String, Double> ejectionFractions) {
    Map<String, PreparedFrame[]> bySubject = new TreeMap<>();
    for (PreparedFrame frame : set) {
      int place = PLACES.indexOf(frame.view() + " " + frame.phase());
      if (place >= 0) {
        bySubject.computeIfAbsent(frame.subject(), s -> new PreparedFrame[PLACES.size()])[place] =
            frame;
      }
    }
    List<StudyFrames> studies = new ArrayList<>();
    bySubject.forEach(
        (subject, frames) -> {
          Double truth = ejectionFractions.get(subject);
          if (truth != null && complete(frames)) {
            studies.add(
                new StudyFrames(
                    subject, frames[0].split(), frames[0].source(), truth, List.of(frames)));
          }
        });
    return studies;
  }

  private static boolean complete(PreparedFrame[] frames) {
    for (PreparedFrame frame : frames) {
      if (frame == null) {
        return false;
      }
    }
    return true;
  }
}
