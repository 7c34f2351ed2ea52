package org.echomotion.cli.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.echomotion.ingest.dicom.PlantedFile;
import org.echomotion.standalone.database.EmbeddedStudyStore;
import org.echomotion.standalone.directory.DataDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files full of personal details go in; afterwards everything that the run left behind is searched:
 * the database, Kafka's log, frames and pictures, logs, temporary files, reports and what was
 * printed.
 */
class DeidentificationIT {

  /** A study key as a careless caller chooses it. */
  private static final String RECORD_NUMBER = "MRN-84611947";

  @TempDir Path temporary;

  @Test
  void personalDetailsAreFoundNowhereAfterwards() throws Exception {
    byte[] planted = PlantedFile.dicom(Launcher.SAMPLE);
    Path files = Files.createDirectory(temporary.resolve("files"));
    Path dicom = Files.write(files.resolve(PlantedFile.MARK + "_Jane.dcm"), planted);
    Path video = files.resolve("cine-" + PlantedFile.MARK + ".mp4");
    PlantedFile.mp4(Launcher.SAMPLE, video);
    Path cut = Files.write(files.resolve("cut.dcm"), Arrays.copyOf(planted, planted.length / 2));
    for (Path file : List.of(dicom, video)) {
      assertTrue(
          new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
              .contains(PlantedFile.MARK),
          file + " has no personal details");
    }

    Path data = temporary.resolve("data");
    Path report = temporary.resolve("report");
    Path scratch = Files.createDirectory(temporary.resolve("tmp"));
    Path out = temporary.resolve("out.txt");
    ProcessBuilder analyze =
        Launcher.echomotion(
            "analyze",
            "--data=" + data,
            "--out=" + report,
            "--study=" + RECORD_NUMBER,
            dicom.toString(),
            video.toString(),
            cut.toString());
    Launcher.property(analyze, "java.io.tmpdir", scratch.toString());
    Process run = analyze.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertTrue(run.waitFor(240, TimeUnit.SECONDS), "analyze takes too long");
    // The file that was cut is refused; the other two are measured.
    assertEquals(3, run.exitValue(), () -> text(out));

    List<String> found = new ArrayList<>();
    for (Path place : List.of(data, scratch)) {
      found.addAll(filesWithDetails(place));
    }
    found.addAll(filesWithDetails(report));
    found.addAll(rowsWithDetails(data));
    assertEquals(List.of(), found);
    // The caller's own file names are printed, and nothing else of the files.
    String printed = text(out).replace(dicom.getFileName().toString(), "");
    printed = printed.replace(video.getFileName().toString(), "");
    printed = printed.replaceAll("(?m)^  Report .*$", "");
    printed = printed.replace(RECORD_NUMBER, "");
    assertEquals(List.of(), detailsIn("printed", printed));
  }

  /** Names of folders and links of a report come from the caller's file names, and are left out. */
  private List<String> filesWithDetails(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        found.addAll(
            detailsIn(file.toString(), content.replaceAll("href=\"[^\"]*/report.html\"", "")));
      }
    }
    return found;
  }

  private static List<String> rowsWithDetails(Path data) throws Exception {
    List<String> found = new ArrayList<>();
    int rows = 0;
    try (DataDirectory directory = DataDirectory.hold(data, "de-identification test");
        EmbeddedStudyStore store = EmbeddedStudyStore.start(directory);
        Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet all =
          statement.executeQuery(
              "select table_schema || '.' || table_name from information_schema.tables"
                  + " where table_schema not in ('pg_catalog', 'information_schema')")) {
        while (all.next()) {
          tables.add(all.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet all = statement.executeQuery("select t::text from " + table + " t")) {
          while (all.next()) {
            rows++;
            found.addAll(detailsIn(table, all.getString(1)));
          }
        }
      }
    }
    assertTrue(rows > 10, "only " + rows + " rows were searched");
    return found;
  }

  private static List<String> detailsIn(String place, String content) {
    return Stream.concat(Stream.of(RECORD_NUMBER), PlantedFile.texts().stream())
        .filter(content::contains)
        .map(text -> text + " in " + place)
        .toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
