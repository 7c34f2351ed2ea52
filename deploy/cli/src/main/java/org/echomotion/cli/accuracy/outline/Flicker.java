package org.echomotion.cli.accuracy.outline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echomotion.segmentation.evaluation.Interval;
import org.echomotion.segmentation.evaluation.PatientBootstrap;

/**
 * How much the outlined area changes from frame to frame beyond the changes of the true area. For
 * three consecutive frames it is {@code |d2 predicted - d2 true| / mean true area of the cine},
 * where d2 is the second difference of the area, {@code a[k-1] - 2 a[k] + a[k+1]}. An error that is
 * constant or grows linearly is therefore not counted. The jitter of a cine is the mean over its
 * frames.
 *
 * @param source set
 * @param cines number of cines with at least one frame between two others
 * @param frames number of such frames
 * @param jitter mean over the cines, as a share of the true area
 * @param jitterInterval interval of the mean, by resampling subjects
 * @param worst the frame with the most flicker
 */
public record Flicker(
    String source, int cines, int frames, double jitter, Interval jitterInterval, Worst worst) {

  /**
   * A frame.
   *
   * @param jitter as a share of the true area
   */
  public record Worst(String subject, String view, int frame, double jitter) {}

  private record Cine(String subject, double jitter, int frames, Worst worst) {}

  /** Returns the flicker of each set that has consecutive frames. */
  static List<Flicker> of(List<Cavity> cavities) {
    Map<String, Map<String, List<Cavity>>> sets =
        cavities.stream()
            .filter(c -> c.number().isPresent())
            .collect(
                Collectors.groupingBy(
                    Cavity::source,
                    TreeMap::new,
                    Collectors.groupingBy(
                        c -> c.subject() + "\n" + c.view(), TreeMap::new, Collectors.toList())));
    List<Flicker> flicker = new ArrayList<>();
    sets.forEach(
        (source, cines) -> {
          List<Cine> measured =
              cines.values().stream().map(Flicker::cine).filter(c -> c.frames() > 0).toList();
          if (!measured.isEmpty()) {
            flicker.add(of(source, measured));
          }
        });
    return flicker;
  }

  private static Flicker of(String source, List<Cine> cines) {
    return new Flicker(
        source,
        cines.size(),
        cines.stream().mapToInt(Cine::frames).sum(),
        mean(cines),
        PatientBootstrap.of(cines, Cine::subject, Flicker::mean),
        cines.stream()
            .map(Cine::worst)
            .max(Comparator.comparingDouble(Worst::jitter))
            .orElseThrow());
  }

  private static double mean(List<Cine> cines) {
    return cines.stream().mapToDouble(Cine::jitter).average().orElse(Double.NaN);
  }

  private static Cine cine(List<Cavity> unordered) {
    List<Cavity> frames =
        unordered.stream().sorted(Comparator.comparingInt(Flicker::number)).toList();
    double meanArea = frames.stream().mapToInt(Cavity::expertArea).average().orElseThrow();
    Cavity any = frames.get(0);
    Worst worst = new Worst(any.subject(), any.view(), number(any), -1);
    double sum = 0;
    int count = 0;
    for (int i = 1; i + 1 < frames.size(); i++) {
      Cavity before = frames.get(i - 1);
      Cavity here = frames.get(i);
      Cavity after = frames.get(i + 1);
      if (number(after) - number(before) != 2 || number(here) - number(before) != 1) {
        continue;
      }
      double jitter = Math.abs(error(before) - 2 * error(here) + error(after)) / meanArea;
      sum += jitter;
      count++;
      if (jitter > worst.jitter()) {
        worst = new Worst(any.subject(), any.view(), number(here), jitter);
      }
    }
    return new Cine(any.subject(), count == 0 ? 0 : sum / count, count, worst);
  }

  private static double error(Cavity cavity) {
    return cavity.predictedArea() - cavity.expertArea();
  }

  private static int number(Cavity cavity) {
    return cavity.number().orElseThrow();
  }
}
