package org.echomotion.standalone.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.contract.common.v1.View;

/** Cines whose ejection fraction is known. */
final class LabelledCines {

  /**
   * One of them.
   *
   * @param trueEf percent
   */
  record LabelledCine(Path file, View view, double trueEf) {}

  private LabelledCines() {}

  /**
   * Reads a folder that has {@code truth.csv} (columns {@code file}, {@code view} A4C or A2C,
   * {@code ef_view} percent), or is laid out as EchoNet-Dynamic ({@code FileList.csv} with {@code
   * FileName} and {@code EF}, {@code Videos}); the views are those of {@code Truth.csv} where there
   * is one, else A4C.
   *
   * @throws IOException where there is neither table
   */
  static List<LabelledCine> in(Path folder) throws IOException {
    List<LabelledCine> cines = new ArrayList<>();
    if (Files.exists(folder.resolve("truth.csv"))) {
      for (NamedCsvRecord row : rows(folder.resolve("truth.csv"))) {
        cines.add(
            new LabelledCine(
                folder.resolve(row.getField("file")),
                view(row.getField("view")),
                Double.parseDouble(row.getField("ef_view"))));
      }
      return cines;
    }
    Map<String, View> views = new HashMap<>();
    if (Files.exists(folder.resolve("Truth.csv"))) {
      for (NamedCsvRecord row : rows(folder.resolve("Truth.csv"))) {
        views.put(row.getField("FileName"), view(row.getField("View")));
      }
    }
    for (NamedCsvRecord row : rows(folder.resolve("FileList.csv"))) {
      String name = row.getField("FileName");
      String file = name.endsWith(".avi") ? name : name + ".avi";
      cines.add(
          new LabelledCine(
              folder.resolve("Videos").resolve(file),
              views.getOrDefault(name, View.VIEW_A4C),
              Double.parseDouble(row.getField("EF"))));
    }
    return cines;
  }

  private static List<NamedCsvRecord> rows(Path table) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
      return reader.stream().toList();
    }
  }

  private static View view(String text) {
    return switch (text) {
      case "A4C", "4CH" -> View.VIEW_A4C;
      case "A2C", "2CH" -> View.VIEW_A2C;
      default -> View.VIEW_UNSPECIFIED;
    };
  }
}
