package org.echomotion.segmentation.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.training.configuration.DataSettings;

/**
 * Holds out patients of the train split as valid, for choices that must not use the valid split. A
 * patient is held out with all frames, in every source that names it. The directory of the run
 * names these patients, so that the run's model can be measured on exactly them.
 */
public final class HeldOut {

  /** Name of the file with the held-out patients in the directory of a run, one per line. */
  static final String FILE = "held-out.txt";

  private HeldOut() {}

  /**
   * Returns the patients that a run held out.
   *
   * @param run directory of the run
   * @throws IllegalArgumentException if the run held out no patients, or is not a run
   * @throws IOException if the file cannot be read
   */
  public static Set<String> readFrom(Path run) throws IOException {
    Path file = run.resolve(FILE);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          run
              + " is not a run that held out patients: "
              + FILE
              + " is missing. Train with data.folds or data.valid_fraction.");
    }
    return Set.copyOf(Files.readAllLines(file));
  }

  /** Writes the held-out patients into the directory of a run, or nothing if there are none. */
  static void write(PreparedDataset dataset, DataSettings settings, Path run) throws IOException {
    if (settings.validFraction() > 0 || settings.folds() > 0) {
      Files.write(
          run.resolve(FILE),
          dataset.split("valid").stream().map(PreparedFrame::subject).distinct().sorted().toList());
    }
  }

  /**
   * Divides the train split as set in {@code settings} and removes the valid split. Returns the set
   * unchanged if nothing is held out.
   */
  static PreparedDataset of(PreparedDataset dataset, DataSettings settings) {
    if (settings.validFraction() == 0 && settings.folds() == 0) {
      return dataset;
    }
    Set<String> heldOut = subjects(dataset.split("train"), settings);
    List<PreparedFrame> frames = new ArrayList<>();
    for (PreparedFrame frame : dataset.frames()) {
      if (frame.split().equals("train") && heldOut.contains(frame.subject())) {
        frames.add(as(frame, "valid"));
      } else if (!frame.split().equals("valid")) {
        frames.add(frame);
      }
    }
    return new PreparedDataset(frames, dataset.preprocessing());
  }

  /** The held-out patients: the same share of every source, chosen by the split's seed. */
  static Set<String> subjects(List<PreparedFrame> training, DataSettings settings) {
    Map<String, String> sourceOf = new TreeMap<>();
    training.forEach(f -> sourceOf.merge(f.subject(), f.source(), HeldOut::first));
    Map<String, List<String>> bySource = new TreeMap<>();
    sourceOf.forEach(
        (subject, source) -> bySource.computeIfAbsent(source, s -> new ArrayList<>()).add(subject));
    Set<String> heldOut = new HashSet<>();
    for (List<String> subjects : bySource.values()) {
      Collections.shuffle(subjects, new Random(settings.splitSeed()));
      int all = subjects.size();
      if (settings.folds() > 0) {
        for (int i = settings.fold() - 1; i < all; i += settings.folds()) {
          heldOut.add(subjects.get(i));
        }
      } else {
        heldOut.addAll(subjects.subList(0, (int) Math.round(all * settings.validFraction())));
      }
    }
    return heldOut;
  }

  private static String first(String a, String b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static PreparedFrame as(PreparedFrame frame, String split) {
    return new PreparedFrame(
        frame.subject(),
        split,
        frame.view(),
        frame.phase(),
        frame.gray(),
        frame.labels(),
        frame.millimetresPerPixel(),
        frame.source(),
        frame.allStructures());
  }
}
