package org.echomotion.cli.accuracy.outline;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echomotion.ingest.dataset.prepared.DatasetPreparation;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import org.echomotion.ingest.dataset.prepared.PreparationRequest;
import org.echomotion.ingest.dataset.published.CamusInfo;
import org.echomotion.ingest.dataset.published.DatasetLayout;
import org.echomotion.ingest.dataset.table.ReferenceTable;

/**
 * Labelled data in the form that the network reads. Raw data is prepared into a temporary folder,
 * which {@link #close} removes.
 *
 * @param given the folder that the user gave
 * @param layout its layout
 * @param folder the prepared folder
 * @param temporary whether {@link #close} removes {@code folder}
 * @param leftOut number of items that could not be prepared
 * @param references the set's own ejection fractions; empty if it states none
 */
public record PreparedData(
    Path given,
    String layout,
    Path folder,
    boolean temporary,
    int leftOut,
    ReferenceTable references)
    implements AutoCloseable {

  /** The layout of a prepared folder. */
  public static final String PREPARED = "prepared";

  private static final String INDEX = "index.csv";

  /** Receives the progress after each item. */
  @FunctionalInterface
  public interface ProgressListener {

    void finished(int done, int of);
  }

  /**
   * Detects a folder's layout from its files: {@value #PREPARED}, or one of {@link DatasetLayout}.
   *
   * @throws IOException if the layout is unknown, or the folder cannot be read
   */
  public static String layoutOf(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is not a folder.");
    }
    if (Files.isRegularFile(folder.resolve("FileList.csv"))) {
      boolean phantom = Files.isRegularFile(folder.resolve("Truth.csv"));
      return word(phantom ? DatasetLayout.PHANTOM : DatasetLayout.ECHONET);
    }
    if (Files.isRegularFile(folder.resolve(INDEX))) {
      boolean prepared = header(folder.resolve(INDEX)).contains("preprocessing");
      return prepared ? PREPARED : word(DatasetLayout.IMAGES);
    }
    if (!CamusInfo.ejectionFractions(folder).isEmpty()) {
      return word(DatasetLayout.CAMUS);
    }
    throw new IOException(
        folder
            + " has no index.csv, no FileList.csv and no folders of CAMUS patients. State its"
            + " layout with --layout.");
  }

  /**
   * Opens a folder. A folder of raw data is prepared first.
   *
   * @param layout layout as returned by {@link #layoutOf}
   * @param reference a table of ejection fractions; empty: the folder's own, if it has one
   * @throws IOException if something cannot be read
   * @throws IllegalArgumentException if there is no such layout
   */
  public static PreparedData open(
      Path folder, String layout, Optional<Path> reference, ProgressListener listener)
      throws IOException {
    ReferenceTable references = references(folder, reference);
    if (layout.equals(PREPARED)) {
      return new PreparedData(folder, layout, folder, false, 0, references);
    }
    DatasetLayout raw = raw(layout);
    Path target = Files.createTempDirectory("echomotion-evaluate-");
    try {
      PreparationReport report =
          new DatasetPreparation()
              .prepare(
                  PreparationRequest.of(raw, folder, target).withEveryFrame(), listener::finished);
      return new PreparedData(folder, layout, target, true, report.skipped().size(), references);
    } catch (UncheckedIOException e) {
      remove(target);
      throw e.getCause();
    } catch (RuntimeException e) {
      remove(target);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      remove(folder);
    }
  }

  private static ReferenceTable references(Path folder, Optional<Path> named) throws IOException {
    if (named.isPresent()) {
      return ReferenceTable.require(named.get());
    }
    for (String table : List.of("FileList.csv", INDEX)) {
      if (Files.isRegularFile(folder.resolve(table))) {
        return ReferenceTable.read(folder.resolve(table)).orElseGet(ReferenceTable::none);
      }
    }
    return new ReferenceTable(CamusInfo.ejectionFractions(folder));
  }

  private static List<String> header(Path table) throws IOException {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(table)) {
      return rows.stream().findFirst().map(NamedCsvRecord::getHeader).orElse(List.of());
    }
  }

  private static DatasetLayout raw(String name) {
    for (DatasetLayout layout : DatasetLayout.values()) {
      if (word(layout).equals(name)) {
        return layout;
      }
    }
    throw new IllegalArgumentException(
        "Unknown layout "
            + name
            + ". Layouts are prepared, "
            + Stream.of(DatasetLayout.values())
                .map(PreparedData::word)
                .collect(Collectors.joining(", "))
            + ".");
  }

  private static String word(DatasetLayout layout) {
    return layout.name().toLowerCase(Locale.ROOT);
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
