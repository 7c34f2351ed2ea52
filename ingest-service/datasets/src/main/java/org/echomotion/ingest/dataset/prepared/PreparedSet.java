package org.echomotion.ingest.dataset.prepared;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.published.GrayImages;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.preprocess.PreprocessingV1;

/**
 * A folder that training reads: {@code index.csv}, {@code images/*.png} and {@code masks/*.png}, u8
 * gray of working size. The index is written last and atomically, so a set with an index is
 * complete.
 */
public final class PreparedSet {

  private static final String INDEX = "index.csv";
  private static final List<String> HEADER =
      List.of(
          "subject",
          "split",
          "view",
          "phase",
          "image",
          "mask",
          "mm_per_px",
          "quality",
          "source",
          "preprocessing");

  private final Path folder;
  private final int side;
  private final Set<String> names = new HashSet<>();
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Opens an empty set. An existing index is deleted.
   *
   * @param side rows and columns of a working frame
   * @throws IOException if the folder cannot be created
   */
  PreparedSet(Path folder, int side) throws IOException {
    this.folder = folder;
    this.side = side;
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    Files.deleteIfExists(folder.resolve(INDEX));
  }

  /** The values of a frame in the index, except its files. */
  record Entry(
      String subject,
      Split split,
      EchoView view,
      Phase phase,
      int frame,
      String quality,
      String source) {}

  /**
   * Adds one frame.
   *
   * @param image uint8 [side * side]
   * @param labels uint8 [side * side]; if empty, the index names no mask
   */
  void add(Entry entry, byte[] image, Optional<byte[]> labels, OptionalDouble mmPerPixel)
      throws IOException {
    String name = name(entry, "");
    for (int again = 2; !names.add(name); again++) {
      name = name(entry, "-" + again);
    }
    GrayImages.write(image, side, side, folder.resolve("images").resolve(name));
    if (labels.isPresent()) {
      GrayImages.write(labels.get(), side, side, folder.resolve("masks").resolve(name));
    }
    rows.add(
        List.of(
            entry.subject(),
            entry.split().word(),
            entry.view().name(),
            entry.phase().name(),
            "images/" + name,
            labels.isPresent() ? "masks/" + name : "",
            mmPerPixel.isPresent()
                ? String.format(Locale.ROOT, "%.6f", mmPerPixel.getAsDouble())
                : "",
            entry.quality(),
            entry.source(),
            PreprocessingV1.VERSION));
  }

  /** Returns a file name. {@code distinction} separates several clips of one subject and view. */
  private static String name(Entry entry, String distinction) {
    return "%s_%s_%s_%s%s_%04d.png"
        .formatted(
            plain(entry.source()),
            plain(entry.subject()),
            entry.view(),
            entry.phase(),
            distinction,
            entry.frame());
  }

  /** Writes the index. */
  void finish() throws IOException {
    Path unfinished = folder.resolve(INDEX + ".part");
    try (CsvWriter csv = CsvWriter.builder().build(unfinished)) {
      csv.writeRecord(HEADER);
      rows.forEach(csv::writeRecord);
    }
    Files.move(
        unfinished,
        folder.resolve(INDEX),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Copies several prepared sets into one.
   *
   * @return labelled frames in the new set
   * @throws IOException if one of them cannot be read, or the new one cannot be written
   */
  public static int merge(List<Path> sets, Path out) throws IOException {
    PreparedSet merged = new PreparedSet(out, WorkingFrame.SIDE);
    for (Path set : sets) {
      try (CsvReader<NamedCsvRecord> csv =
          CsvReader.builder().ofNamedCsvRecord(set.resolve(INDEX))) {
        for (NamedCsvRecord row : csv) {
          merged.rows.add(HEADER.stream().map(row::getField).toList());
          for (String column : List.of("image", "mask")) {
            if (row.getField(column).isEmpty()) {
              continue;
            }
            Files.copy(
                set.resolve(row.getField(column)),
                out.resolve(row.getField(column)),
                StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
    merged.finish();
    return merged.rows.size();
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9.-]", "-");
  }
}
