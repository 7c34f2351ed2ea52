package org.echomotion.activelearning.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.echomotion.activelearning.exchange.annotationweb.AnnotationWebWriter;
import org.echomotion.activelearning.exchange.coco.CocoForm;
import org.echomotion.activelearning.exchange.coco.CocoReader;
import org.echomotion.activelearning.exchange.coco.CocoWriter;
import org.echomotion.activelearning.exchange.cvat.CvatWriter;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsWriter;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioReader;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioWriter;
import org.echomotion.activelearning.exchange.nifti.NiftiReader;
import org.echomotion.activelearning.exchange.nifti.NiftiWriter;

/**
 * Writes labels for other tools and reads what they wrote, for {@code docs/exchange/verify.py}.
 * Arguments: {@code write} or {@code read}, and a folder.
 */
public final class ForeignToolSamples {

  private static final int FRAMES = 12;
  private static final String READER = "bo";

  private ForeignToolSamples() {}

  public static void main(String[] args) throws IOException {
    if (args[0].equals("write")) {
      write(Path.of(args[1]));
    } else {
      read(Path.of(args[1]));
    }
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static void file(Path file, Writing writing) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      writing.to(out);
    }
  }

  private static void write(Path folder) throws IOException {
    List<LabelledFrame> labels = Ventricles.labels();
    for (LabelledFrame label : labels) {
      file(
          folder.resolve(
              FrameName.of(label.frame()).replace(".png", "_" + label.reader() + ".pgm")),
          out -> picture(CavityMask.of(label), out));
    }
    for (CocoForm form : CocoForm.values()) {
      file(folder.resolve("coco-" + form + ".json"), out -> CocoWriter.write(labels, form, out));
    }
    file(
        folder.resolve("labelstudio.json"),
        out -> LabelStudioWriter.write(labels, "/frames/", out));
    file(
        folder.resolve("annotationweb.yaml"),
        out -> AnnotationWebWriter.write(labels, clip -> FRAMES, Instant.EPOCH, out));
    try (Writer out = Files.newBufferedWriter(folder.resolve("VolumeTracings.csv"))) {
      VolumeTracingsWriter.write(
          labels.stream().filter(l -> l.reader().equals(READER)).toList(), out);
    }
    for (FrameSize size : List.of(Ventricles.SMALL, Ventricles.LARGE)) {
      List<LabelledFrame> ofClip =
          labels.stream().filter(l -> l.frame().size().equals(size)).toList();
      String clip = ofClip.get(0).frame().clip();
      file(folder.resolve(clip + ".xml"), out -> CvatWriter.write(ofClip, FRAMES, out));
      List<LabelledFrame> ofReader = Ventricles.of(size, READER);
      file(folder.resolve(clip + ".nii"), out -> NiftiWriter.write(ofReader, FRAMES, out));
      file(
          folder.resolve(clip + ".nii.gz"),
          out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
              NiftiWriter.write(ofReader, FRAMES, gzip);
            }
          });
    }
  }

  private static void picture(CavityMask mask, OutputStream out) throws IOException {
    String header = "P5\n%d %d\n255\n".formatted(mask.size().width(), mask.size().height());
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    for (boolean inside : mask.inside()) {
      out.write(inside ? 255 : 0);
    }
  }

  private interface Reading {
    List<LabelledFrame> from(InputStream in) throws IOException;
  }

  private static void read(Path folder) throws IOException {
    ImportLimits limits = ImportLimits.DEFAULT;
    compare(folder.resolve("pycocotools.json"), in -> CocoReader.read(in, READER, limits));
    compare(
        folder.resolve("label-studio-sdk.json"), in -> LabelStudioReader.read(in, READER, limits));
    for (FrameSize size : List.of(Ventricles.SMALL, Ventricles.LARGE)) {
      String clip = Ventricles.of(size, READER).get(0).frame().clip();
      compare(
          folder.resolve("nibabel-" + clip + ".nii.gz"),
          in -> NiftiReader.read(in, clip, size, READER, limits));
    }
  }

  private static void compare(Path file, Reading reading) throws IOException {
    List<LabelledFrame> read;
    try (InputStream in = Files.newInputStream(file)) {
      read = reading.from(in);
    }
    double least = 1;
    for (LabelledFrame label : read) {
      LabelledFrame truth =
          Ventricles.labels().stream()
              .filter(l -> l.frame().equals(label.frame()) && l.reader().equals(label.reader()))
              .findFirst()
              .orElseThrow();
      least = Math.min(least, Ventricles.dice(truth, label));
    }
    System.out.printf(
        "read %-28s %2d labels, least Dice %.4f%n", file.getFileName(), read.size(), least);
  }
}
