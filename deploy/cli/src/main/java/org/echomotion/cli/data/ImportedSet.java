package org.echomotion.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.echomotion.contract.common.v1.View;
import org.echomotion.ingest.dataset.table.EchoNetTable;
import org.echomotion.ingest.dataset.table.TableRow;
import org.echomotion.ingest.dataset.table.TruthTable;

/**
 * The cines of a published set. Labels are not read.
 *
 * @param cines in the order of the set's table
 * @param leftOut names of cines that cannot be imported, and the reasons
 */
record ImportedSet(List<Cine> cines, Map<String, String> leftOut) {

  /**
   * A cine.
   *
   * @param study key of the study to which the cine is added
   */
  record Cine(Path file, String study, View view) {

    String name() {
      return file.getFileName().toString();
    }
  }

  private static final String STUDY_KEY = "[A-Za-z0-9._-]{1,64}";
  private static final String PLAIN_NAME = "[A-Za-z0-9._ -]{1,255}";
  private static final String CAMUS_PATIENT = "patient[0-9]+";
  private static final int CAMUS_DEPTH = 3;

  ImportedSet {
    cines = List.copyOf(cines);
  }

  /**
   * Reads a set in EchoNet-Dynamic's layout: {@code FileList.csv} with {@code FileName}, and {@code
   * Videos}. Each video is a study with the name of its file. Views are those of {@code Truth.csv},
   * or A4C if it is missing.
   *
   * @throws IOException if the table is missing
   */
  static ImportedSet echonet(Path folder) throws IOException {
    Map<String, View> views = new HashMap<>();
    if (EchoNetTable.PHANTOM_TRUTH.isIn(folder)) {
      for (TableRow row :
          EchoNetTable.PHANTOM_TRUTH.read(folder, EchoNetTable.FILE_NAME, EchoNetTable.VIEW)) {
        views.put(
            EchoNetTable.stem(value(row, EchoNetTable.FILE_NAME)),
            view(value(row, EchoNetTable.VIEW)));
      }
    }
    Collected set = new Collected();
    for (TableRow row : EchoNetTable.FILE_LIST.read(folder, EchoNetTable.FILE_NAME)) {
      String name = EchoNetTable.stem(value(row, EchoNetTable.FILE_NAME));
      set.add(
          name,
          folder.resolve("Videos"),
          name + ".avi",
          name,
          views.getOrDefault(name, View.VIEW_A4C));
    }
    return set.done();
  }

  /**
   * Reads a set of CAMUS: {@code truth.csv} with {@code file}, {@code patient} and {@code view} and
   * cines. The cines of a patient are one study. All views of folders as published are left out.
   *
   * @throws IOException if both the table and folders of patients are missing
   */
  static ImportedSet camus(Path folder) throws IOException {
    Collected set = new Collected();
    if (TruthTable.isIn(folder)) {
      for (TableRow row :
          TruthTable.read(folder, TruthTable.FILE, TruthTable.PATIENT, TruthTable.VIEW)) {
        String file = value(row, TruthTable.FILE);
        set.add(
            file, folder, file, value(row, TruthTable.PATIENT), view(value(row, TruthTable.VIEW)));
      }
      return set.done();
    }
    List<Path> patients = patients(folder);
    if (patients.isEmpty()) {
      throw new IOException("it has neither truth.csv nor a folder patientNNNN");
    }
    for (Path patient : patients) {
      for (String chamber : List.of("4CH", "2CH")) {
        set.leftOut.put(
            patient.getFileName() + " " + chamber,
            "its sequence shows half a beat, from end-diastole to end-systole, so no beat can be"
                + " measured; 'echomotion prepare' and 'echomotion evaluate' use its labelled"
                + " frames");
      }
    }
    return set.done();
  }

  private static List<Path> patients(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder, CAMUS_DEPTH)) {
      return found
          .filter(path -> path.getFileName().toString().matches(CAMUS_PATIENT))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  private static String value(TableRow row, String column) {
    return row.text(column).orElse("");
  }

  private static View view(String text) {
    return switch (text) {
      case "A4C", "4CH" -> View.VIEW_A4C;
      case "A2C", "2CH" -> View.VIEW_A2C;
      default -> View.VIEW_UNSPECIFIED;
    };
  }

  private static final class Collected {

    private final List<Cine> cines = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private final Set<Path> seen = new HashSet<>();

    void add(String what, Path folder, String file, String study, View view) {
      if (!study.matches(STUDY_KEY)) {
        leftOut.put(
            what, "its name is not a valid study key (1 to 64 characters of A-Z a-z 0-9 . _ -)");
      } else if (!file.matches(PLAIN_NAME)) {
        leftOut.put(what, "its file name is invalid");
      } else if (!Files.isRegularFile(folder.resolve(file))) {
        leftOut.put(what, "its file is missing");
      } else if (seen.add(folder.resolve(file))) {
        cines.add(new Cine(folder.resolve(file), study, view));
      }
    }

    ImportedSet done() {
      return new ImportedSet(cines, leftOut);
    }
  }
}
