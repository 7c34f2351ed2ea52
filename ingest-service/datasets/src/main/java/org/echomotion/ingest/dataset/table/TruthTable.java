package org.echomotion.ingest.dataset.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * {@code truth.csv}: the truth about the cines in the same folder. Columns that a reader does not
 * need may be missing.
 */
public final class TruthTable {

  /** Name of a cine's file, relative to the table. */
  public static final String FILE = "file";

  /** Pseudonym of the patient. */
  public static final String PATIENT = "patient";

  /** A4C or A2C. */
  public static final String VIEW = "view";

  /** Indices of the end-diastolic frames, from 0, separated by blanks. */
  public static final String ED_FRAMES = "ed_frames";

  /** Indices of the end-systolic frames. */
  public static final String ES_FRAMES = "es_frames";

  /** Ejection fraction in this view, percent. */
  public static final String EF_VIEW = "ef_view";

  /** Biplane ejection fraction of the patient, percent. */
  public static final String EF_BIPLANE = "ef_biplane";

  /** M or F. */
  public static final String SEX = "sex";

  private static final String NAME = "truth.csv";
  private static final List<String> WRITTEN =
      List.of(
          FILE,
          PATIENT,
          VIEW,
          "fps",
          "frames",
          ED_FRAMES,
          ES_FRAMES,
          EF_VIEW,
          EF_BIPLANE,
          "quality");

  private TruthTable() {}

  /** Whether a folder has this table. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(NAME));
  }

  /**
   * Reads the table of a folder.
   *
   * @param required columns that the table must have
   * @throws IOException if it cannot be read, or lacks a required column
   */
  public static List<TableRow> read(Path folder, String... required) throws IOException {
    return TableRow.read(folder.resolve(NAME), required);
  }

  /** A row for one cine. Ejection fractions are in percent; the biplane one is empty if unknown. */
  public record Entry(
      String file,
      String patient,
      String view,
      double frameRateHz,
      int frames,
      List<Integer> edFrames,
      List<Integer> esFrames,
      double efView,
      OptionalDouble efBiplane,
      String quality) {}

  /** Writes the table row by row. */
  public static final class Writer implements Closeable {

    private final CsvWriter csv;

    /**
     * Starts the table with its header.
     *
     * @throws IOException if it cannot be written
     */
    public Writer(Path folder) throws IOException {
      csv = CsvWriter.builder().build(folder.resolve(NAME));
      csv.writeRecord(WRITTEN);
    }

    /** Adds a row. */
    public void add(Entry cine) {
      csv.writeRecord(
          cine.file(),
          cine.patient(),
          cine.view(),
          String.format(Locale.ROOT, "%.0f", cine.frameRateHz()),
          Integer.toString(cine.frames()),
          joined(cine.edFrames()),
          joined(cine.esFrames()),
          String.format(Locale.ROOT, "%.2f", cine.efView()),
          cine.efBiplane().isPresent()
              ? String.format(Locale.ROOT, "%.2f", cine.efBiplane().getAsDouble())
              : "",
          cine.quality());
    }

    private static String joined(List<Integer> frames) {
      return frames.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    @Override
    public void close() throws IOException {
      csv.close();
    }
  }
}
