package org.echomotion.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsWriter;
import org.echomotion.activelearning.exchange.nifti.NiftiWriter;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import org.echomotion.ingest.dataset.prepared.PreparationReport.Skipped;
import org.echomotion.json.ProtoTime;

/** Writes the labels of annotated frames in a format of another tool. */
final class LabelExport {

  private final LabelFormat format;
  private final boolean allReaders;
  private final Path folder;
  private final List<LabelledFrame> labels = new ArrayList<>();
  private final Map<String, Integer> frameCounts = new HashMap<>();
  private final List<Skipped> skipped = new ArrayList<>();

  /**
   * @param allReaders whether the labels of all readers are written; otherwise only the results
   */
  LabelExport(LabelFormat format, boolean allReaders, Path folder) {
    this.format = format;
    this.allReaders = allReaders;
    this.folder = folder;
  }

  /**
   * Runs the export. No file is written if there is no label.
   *
   * @return how many frames were written, and the labels that were left out
   * @throws IOException if a file cannot be written
   */
  PreparationReport run(List<QueuedFrame> frames, Progress progress) throws IOException {
    int done = 0;
    for (QueuedFrame frame : frames) {
      add(frame);
      done++;
      progress.at(done + " of " + frames.size(), 100.0 * done / frames.size());
    }
    if (!labels.isEmpty()) {
      new LabelFiles(folder, frameCounts, lastSubmission(frames)).write(format, labels);
    }
    return new PreparationReport(
        (int) labels.stream().map(LabelledFrame::frame).distinct().count(), skipped);
  }

  private static Instant lastSubmission(List<QueuedFrame> frames) {
    return frames.stream()
        .flatMap(frame -> frame.getAnnotationsList().stream())
        .map(annotation -> ProtoTime.instant(annotation.getSubmittedAt()))
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private void add(QueuedFrame queued) {
    String name = "frame %d of clip %s".formatted(queued.getFrameIndex(), queued.getClipId());
    FrameLabels frame;
    try {
      frame = new FrameLabels(queued);
    } catch (InvalidLabelException e) {
      skip(name, Objects.requireNonNull(e.getMessage()));
      return;
    }
    frameCounts.put(queued.getClipId(), queued.getGeometry().getFrameCount());
    if (!allReaders) {
      add(name, frame::result);
      return;
    }
    add(name + ", reader " + FrameLabels.RESULT, frame::result);
    Set<String> readers = new HashSet<>(Set.of(FrameLabels.RESULT));
    for (Annotation reading : frame.readings()) {
      String reader = name + ", reader " + reading.getAnnotator();
      if (readers.add(reading.getAnnotator())) {
        add(reader, () -> frame.of(reading));
      } else {
        skip(reader, "the frame has another label of this name");
      }
    }
  }

  private void add(String name, Supplier<LabelledFrame> source) {
    try {
      LabelledFrame label = source.get();
      Optional<String> obstacle = obstacle(label);
      if (obstacle.isPresent()) {
        skip(name, obstacle.get());
      } else {
        labels.add(label);
      }
    } catch (InvalidLabelException e) {
      skip(name, Objects.requireNonNull(e.getMessage()));
    }
  }

  /** Why the format cannot keep a label, or empty. */
  private Optional<String> obstacle(LabelledFrame label) {
    if (!label.isOutlined() && !format.keepsNotAssessable()) {
      return Optional.of("it is not assessable");
    }
    if (format == LabelFormat.ECHONET && !VolumeTracingsWriter.hasLongAxis(label)) {
      return Optional.of("its outline has no long axis");
    }
    if (format == LabelFormat.NIFTI
        && frameCounts.getOrDefault(label.frame().clip(), 0) > NiftiWriter.MAX_FRAMES) {
      return Optional.of("its clip has more than " + NiftiWriter.MAX_FRAMES + " frames");
    }
    return Optional.empty();
  }

  private void skip(String name, String why) {
    skipped.add(new Skipped(name, why));
  }
}
