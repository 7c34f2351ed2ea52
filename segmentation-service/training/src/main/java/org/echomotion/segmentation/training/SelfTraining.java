package org.echomotion.segmentation.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.dataset.UnmaskedFrame;
import org.echomotion.segmentation.model.FrameSegmenter;
import org.echomotion.segmentation.model.SavedModelSegmenter;
import org.echomotion.segmentation.outline.FrameOutliner;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.echomotion.segmentation.outline.ProbabilityMap;
import org.echomotion.segmentation.training.configuration.DataSettings;

/**
 * Self-training: a trained model, the teacher, outlines frames without a mask (Xie et al.,
 * "Self-training with Noisy Student", CVPR 2020: the teacher gets the original frame, the student
 * an augmented one). Frames are used if the mean boundary entropy of the outline is at most {@link
 * DataSettings#gate}.
 */
final class SelfTraining {

  private static final int BATCH = 16;
  private static final int THREADS = 1;

  /** Suffix of the source's name for these frames. */
  static final String SUFFIX = "-pseudo";

  private SelfTraining() {}

  /**
   * Adds the unlabelled training frames of the directories, labelled by the teacher. Returns {@code
   * dataset} unchanged if there is no teacher. Held-out patients stay held out.
   *
   * @throws IOException if a directory cannot be read
   * @throws IllegalArgumentException if there is a teacher, but no frame without a mask or no share
   *     for the teacher's frames
   */
  static PreparedDataset added(PreparedDataset dataset, DataSettings settings) throws IOException {
    if (settings.teacher().isEmpty()) {
      return dataset;
    }
    Set<String> heldOut =
        dataset.frames().stream()
            .filter(f -> !f.split().equals("train"))
            .map(PreparedFrame::subject)
            .collect(Collectors.toCollection(HashSet::new));
    List<UnmaskedFrame> unlabelled = new ArrayList<>();
    for (Path directory : settings.paths()) {
      PreparedDataset.unlabelled(directory).stream()
          .filter(f -> f.split().equals("train") && !heldOut.contains(f.subject()))
          .forEach(unlabelled::add);
    }
    if (unlabelled.isEmpty()) {
      throw new IllegalArgumentException(
          "The teacher has nothing to label: every training frame has a mask. Prepare a set with"
              + " --unlabelled, or leave data.teacher empty.");
    }
    requireShare(unlabelled, settings.shares());
    List<PreparedFrame> all = new ArrayList<>(dataset.frames());
    try (SavedModelSegmenter teacher =
        new SavedModelSegmenter(Path.of(settings.teacher()), BATCH, THREADS)) {
      List<PreparedFrame> sure = labelled(teacher, unlabelled, settings.gate());
      System.out.printf(
          "self-training: %d of %d outlines of the teacher pass the gate%n",
          sure.size(), unlabelled.size());
      all.addAll(sure);
    }
    return new PreparedDataset(all, dataset.preprocessing());
  }

  /** Sources without a share are not used, so the teacher's work would be lost without notice. */
  static void requireShare(List<UnmaskedFrame> frames, Map<String, Double> shares) {
    Set<String> sources = new TreeSet<>();
    frames.forEach(frame -> sources.add(frame.source() + SUFFIX));
    if (!shares.isEmpty() && sources.stream().noneMatch(shares::containsKey)) {
      throw new IllegalArgumentException(
          "data.shares has no share for the teacher's frames %s. Add one, e.g. data.shares.%s=0.2."
              .formatted(sources, sources.iterator().next()));
    }
  }

  /** The frames whose outline passes {@code gate}, with that outline. */
  static List<PreparedFrame> labelled(
      FrameSegmenter teacher, List<UnmaskedFrame> frames, double gate) {
    FrameOutliner outliner = new FrameOutliner(OutlineSettings.STANDARD);
    List<float[]> probabilities =
        teacher.probabilities(frames.stream().map(UnmaskedFrame::gray).toList());
    List<PreparedFrame> labelled = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      UnmaskedFrame frame = frames.get(i);
      FrameSegmentation found =
          outliner.outline(
              i, new ProbabilityMap(WorkingFrame.SIDE, WorkingFrame.SIDE, probabilities.get(i)));
      if (found.mask().area() > 0 && found.meanBoundaryEntropy() <= gate) {
        labelled.add(
            new PreparedFrame(
                frame.subject(),
                frame.split(),
                frame.view(),
                "MID",
                frame.gray(),
                labels(found),
                frame.millimetresPerPixel(),
                frame.source() + SUFFIX,
                false));
      }
    }
    return labelled;
  }

  private static byte[] labels(FrameSegmentation found) {
    byte[] labels = new byte[WorkingFrame.PIXELS];
    for (int i = 0; i < labels.length; i++) {
      labels[i] =
          (byte) (found.mask().contains(i % WorkingFrame.SIDE, i / WorkingFrame.SIDE) ? 1 : 0);
    }
    return labels;
  }
}
