package org.echomotion.cli.accuracy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.contract.common.v1.View;
import org.echomotion.ef.grade.Sex;

/** Cines whose ejection fraction is known. */
public final class LabelledCines {

  /**
   * One of them.
   *
   * @param subject pseudonym of the patient; the file's name where none is known
   * @param trueEf in this view, percent
   * @param biplaneEf of the patient, percent; empty where it is not known
   * @param sex empty where it is not known
   */
  public record LabelledCine(
      Path file,
      String subject,
      View view,
      double trueEf,
      OptionalDouble biplaneEf,
      Optional<Sex> sex) {}

  private LabelledCines() {}

  /**
   * Reads a folder that has {@code truth.csv} (columns {@code file}, {@code view} A4C or A2C,
   * {@code ef_view} percent, and where known {@code patient}, {@code ef_biplane} and {@code sex}, M
   * or F), or is laid out as EchoNet-Dynamic ({@code FileList.csv} with {@code FileName} and {@code
   * EF}, {@code Videos}); the views are those of {@code Truth.csv} where there is one, else A4C.
   *
   * @throws IOException where there is neither table, or a row of it cannot be used
   */
  public static List<LabelledCine> in(Path folder) throws IOException {
    List<LabelledCine> cines = new ArrayList<>();
    if (Files.exists(folder.resolve("truth.csv"))) {
      for (NamedCsvRecord row : rows(folder.resolve("truth.csv"))) {
        cines.add(
            new LabelledCine(
                folder.resolve(field(row, "file")),
                text(row, "patient").orElse(field(row, "file")),
                view(field(row, "view")),
                number(row, "ef_view"),
                text(row, "ef_biplane").isPresent()
                    ? OptionalDouble.of(number(row, "ef_biplane"))
                    : OptionalDouble.empty(),
                text(row, "sex").flatMap(LabelledCines::sex)));
      }
      return cines;
    }
    Map<String, View> views = new HashMap<>();
    if (Files.exists(folder.resolve("Truth.csv"))) {
      for (NamedCsvRecord row : rows(folder.resolve("Truth.csv"))) {
        views.put(field(row, "FileName"), view(field(row, "View")));
      }
    }
    for (NamedCsvRecord row : rows(folder.resolve("FileList.csv"))) {
      String name = field(row, "FileName");
      String file = name.endsWith(".avi") ? name : name + ".avi";
      cines.add(
          new LabelledCine(
              folder.resolve("Videos").resolve(file),
              name,
              views.getOrDefault(name, View.VIEW_A4C),
              number(row, "EF"),
              OptionalDouble.empty(),
              text(row, "Sex").flatMap(LabelledCines::sex)));
    }
    return cines;
  }

  private static List<NamedCsvRecord> rows(Path table) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(table)) {
      return reader.stream().toList();
    }
  }

  private static String field(NamedCsvRecord row, String column) throws IOException {
    return text(row, column).orElseThrow(() -> unusable(row, column, "is empty or missing"));
  }

  private static double number(NamedCsvRecord row, String column) throws IOException {
    try {
      return Double.parseDouble(field(row, column));
    } catch (NumberFormatException e) {
      throw unusable(row, column, "holds no number");
    }
  }

  private static IOException unusable(NamedCsvRecord row, String column, String why) {
    return new IOException(
        "line %d: column %s %s.".formatted(row.getStartingLineNumber(), column, why));
  }

  private static Optional<String> text(NamedCsvRecord row, String column) {
    return row.findField(column).filter(text -> !text.isBlank());
  }

  private static Optional<Sex> sex(String text) {
    return switch (text.strip().toUpperCase(Locale.ROOT)) {
      case "M", "MALE" -> Optional.of(Sex.MALE);
      case "F", "FEMALE" -> Optional.of(Sex.FEMALE);
      default -> Optional.empty();
    };
  }

  private static View view(String text) {
    return switch (text) {
      case "A4C", "4CH" -> View.VIEW_A4C;
      case "A2C", "2CH" -> View.VIEW_A2C;
      default -> View.VIEW_UNSPECIFIED;
    };
  }
}
