package org.echomotion.cli.data;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.annotationweb.AnnotationWebWriter;
import org.echomotion.activelearning.exchange.coco.CocoForm;
import org.echomotion.activelearning.exchange.coco.CocoWriter;
import org.echomotion.activelearning.exchange.cvat.CvatWriter;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsWriter;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioWriter;
import org.echomotion.activelearning.exchange.nifti.NiftiWriter;

/** Writes label files to a folder. Existing files are never replaced. */
final class LabelFiles {

  /** The address of pictures in Label Studio's local storage. */
  private static final String PICTURES = "/data/local-files/?d=frames/";

  private final Path folder;
  private final Map<String, Integer> frameCounts;
  private final Instant date;

  /**
   * @param frameCounts the number of frames of each clip
   * @param date of the labels, for formats that state one
   */
  LabelFiles(Path folder, Map<String, Integer> frameCounts, Instant date) {
    this.folder = folder;
    this.frameCounts = Map.copyOf(frameCounts);
    this.date = date;
  }

  /** Returns whether the folder is empty or does not exist yet. */
  static boolean canBeWrittenTo(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  /** Writes all labels. The format must be able to keep each of them. */
  void write(LabelFormat format, List<LabelledFrame> labels) throws IOException {
    Files.createDirectories(folder);
    switch (format) {
      case COCO -> to("annotations.json", out -> CocoWriter.write(labels, CocoForm.POLYGON, out));
      case COCO_RLE ->
          to(
              "annotations.json",
              out -> CocoWriter.write(labels, CocoForm.COMPRESSED_RUN_LENGTHS, out));
      case LABEL_STUDIO -> to("tasks.json", out -> LabelStudioWriter.write(labels, PICTURES, out));
      case ANNOTATIONWEB ->
          to("annotations.yaml", out -> AnnotationWebWriter.write(labels, this::frames, date, out));
      case ECHONET -> tracings(labels);
      case CVAT ->
          eachClip(
              labels,
              (clip, ofClip) ->
                  to(clip + ".xml", out -> CvatWriter.write(ofClip, frames(clip), out)));
      case NIFTI ->
          eachClip(
              labels,
              (clip, ofClip) -> to(clip + ".nii.gz", out -> volume(ofClip, frames(clip), out)));
      case PREPARED -> throw new IllegalArgumentException("a prepared set is not made of labels");
    }
  }

  private int frames(String clip) {
    return Objects.requireNonNull(frameCounts.get(clip));
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private interface ClipFile {
    void write(String clip, List<LabelledFrame> labels) throws IOException;
  }

  private static void eachClip(List<LabelledFrame> labels, ClipFile file) throws IOException {
    Map<String, List<LabelledFrame>> clips = new LinkedHashMap<>();
    labels.forEach(
        label -> clips.computeIfAbsent(label.frame().clip(), c -> new ArrayList<>()).add(label));
    for (Map.Entry<String, List<LabelledFrame>> clip : clips.entrySet()) {
      file.write(clip.getKey(), clip.getValue());
    }
  }

  private static void volume(List<LabelledFrame> labels, int frameCount, OutputStream out)
      throws IOException {
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      NiftiWriter.write(labels, frameCount, packed);
    }
  }

  private void tracings(List<LabelledFrame> labels) throws IOException {
    try (BufferedWriter out =
        Files.newBufferedWriter(
            folder.resolve("VolumeTracings.csv"), StandardOpenOption.CREATE_NEW)) {
      VolumeTracingsWriter.write(labels, out);
    }
  }

  private void to(String file, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(folder.resolve(file), StandardOpenOption.CREATE_NEW))) {
      content.writeTo(out);
    }
  }
}
