package org.echomotion.segmentation.dataset;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.echomotion.frame.WorkingFrame;

/**
 * All frames of a prepared directory, in the order of its index.
 *
 * @param frames the frames of every split
 * @param preprocessing version of the preprocessing, the same for all frames
 */
public record PreparedDataset(List<PreparedFrame> frames, String preprocessing) {

  public PreparedDataset {
    frames = List.copyOf(frames);
  }

  /**
   * Reads the rows with a mask; {@link #unlabelled(Path)} reads the others.
   *
   * @throws IOException if a file cannot be read, an image is not 112x112 8-bit gray, or the index
   *     is empty or mixes preprocessing versions; the message names the file
   */
  public static PreparedDataset read(Path directory) throws IOException {
    Path index = directory.resolve("index.csv");
    List<NamedCsvRecord> rows = rows(index);
    rows.removeIf(row -> row.getField("mask").isBlank());
    if (rows.isEmpty()) {
      throw new IOException(index + " lists no labelled frame.");
    }
    String preprocessing = rows.get(0).getField("preprocessing");
    List<byte[]> masks = new ArrayList<>();
    Set<String> fullyLabelled = new HashSet<>();
    for (NamedCsvRecord row : rows) {
      if (!preprocessing.equals(row.getField("preprocessing"))) {
        throw new IOException(
            "%s mixes preprocessing %s and %s. Prepare it again with one version."
                .formatted(index, preprocessing, row.getField("preprocessing")));
      }
      byte[] mask = gray(directory.resolve(row.getField("mask")));
      masks.add(mask);
      if (holds(mask, 2)) {
        fullyLabelled.add(row.getField("source"));
      }
    }
    List<PreparedFrame> frames = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      NamedCsvRecord row = rows.get(i);
      String source = row.getField("source");
      frames.add(
          new PreparedFrame(
              row.getField("subject"),
              row.getField("split"),
              row.getField("view"),
              row.getField("phase"),
              gray(directory.resolve(row.getField("image"))),
              masks.get(i),
              spacing(row.getField("mm_per_px")),
              source,
              fullyLabelled.contains(source),
              row.findField("quality")
                  .filter(quality -> !quality.isBlank())
                  .orElse(PreparedFrame.UNGRADED)));
    }
    return new PreparedDataset(frames, preprocessing);
  }

  /**
   * Reads the frames without a mask, in the order of the index.
   *
   * @throws IOException if a file cannot be read, or an image is not 112x112 8-bit gray
   */
  public static List<UnmaskedFrame> unlabelled(Path directory) throws IOException {
    List<UnmaskedFrame> frames = new ArrayList<>();
    for (NamedCsvRecord row : rows(directory.resolve("index.csv"))) {
      if (row.getField("mask").isBlank()) {
        frames.add(
            new UnmaskedFrame(
                row.getField("subject"),
                row.getField("split"),
                row.getField("view"),
                gray(directory.resolve(row.getField("image"))),
                spacing(row.getField("mm_per_px")),
                row.getField("source")));
      }
    }
    return frames;
  }

  private static List<NamedCsvRecord> rows(Path index) throws IOException {
    if (!Files.isRegularFile(index)) {
      throw new IOException(index + " does not exist. Prepare the data set first.");
    }
    List<NamedCsvRecord> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(index)) {
      reader.forEach(rows::add);
    }
    return rows;
  }

  /**
   * Reads several directories as one set, in the given order.
   *
   * @throws IOException as {@link #read(Path)}, and if the directories mix preprocessing versions
   */
  public static PreparedDataset read(List<Path> directories) throws IOException {
    List<PreparedFrame> frames = new ArrayList<>();
    Set<String> versions = new TreeSet<>();
    for (Path directory : directories) {
      PreparedDataset part = read(directory);
      frames.addAll(part.frames());
      versions.add(part.preprocessing());
    }
    if (versions.size() != 1) {
      throw new IOException(
          "%s mix preprocessing %s. Prepare them again with one version."
              .formatted(directories, versions));
    }
    return new PreparedDataset(frames, versions.iterator().next());
  }

  /** Frames of {@code split}: train, valid or test. */
  public List<PreparedFrame> split(String split) {
    return frames.stream().filter(f -> f.split().equals(split)).toList();
  }

  /**
   * Returns this set after a check that no subject is in two splits. Scores on a patient in the
   * training set say nothing about other patients.
   *
   * @throws IllegalArgumentException if a subject is in two splits; the message names it
   */
  public PreparedDataset withDisjointSplits() {
    Map<String, String> splits = new HashMap<>();
    for (PreparedFrame frame : frames) {
      String other = splits.putIfAbsent(frame.subject(), frame.split());
      if (other != null && !other.equals(frame.split())) {
        throw new IllegalArgumentException(
            "Subject '%s' is in the splits %s and %s. Give each subject one split in index.csv."
                .formatted(frame.subject(), other, frame.split()));
      }
    }
    return this;
  }

  private static double spacing(String text) {
    return text.isBlank() ? Double.NaN : Double.parseDouble(text);
  }

  private static boolean holds(byte[] mask, int label) {
    for (byte b : mask) {
      if (b == label) {
        return true;
      }
    }
    return false;
  }

  private static byte[] gray(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    int side = WorkingFrame.SIDE;
    if (image == null
        || image.getWidth() != side
        || image.getHeight() != side
        || image.getType() != BufferedImage.TYPE_BYTE_GRAY) {
      throw new IOException(file + " is not a 112x112 8-bit gray PNG.");
    }
    // The raster: getRGB would convert the levels to another colour space.
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }
}
