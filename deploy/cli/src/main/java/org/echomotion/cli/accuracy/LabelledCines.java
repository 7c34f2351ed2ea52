package org.echomotion.cli.accuracy;

import java.io.IOException;
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
import org.echomotion.ingest.dataset.table.EchoNetTable;
import org.echomotion.ingest.dataset.table.TableRow;
import org.echomotion.ingest.dataset.table.TruthTable;

/** Cines with a known ejection fraction. */
public final class LabelledCines {

  /**
   * One cine.
   *
   * @param subject pseudonym of the patient; the file's name if unknown
   * @param trueEf in this view, percent
   * @param biplaneEf of the patient, percent; empty if unknown
   * @param sex empty if unknown
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
   * Reads a folder in one of two layouts.
   *
   * <ul>
   *   <li>{@code truth.csv} with the columns {@code file}, {@code view} (A4C or A2C), {@code
   *       ef_view} (percent) and, if known, {@code patient}, {@code ef_biplane} and {@code sex} (M
   *       or F).
   *   <li>EchoNet-Dynamic's layout: {@code FileList.csv} with {@code FileName} and {@code EF}, and
   *       {@code Videos}. Views are those of {@code Truth.csv}, or A4C if it is missing.
   * </ul>
   *
   * @throws IOException if both tables are missing, or a row cannot be used
   */
  public static List<LabelledCine> in(Path folder) throws IOException {
    List<LabelledCine> cines = new ArrayList<>();
    if (TruthTable.isIn(folder)) {
      for (TableRow row : TruthTable.read(folder)) {
        cines.add(
            new LabelledCine(
                folder.resolve(row.field(TruthTable.FILE)),
                row.text(TruthTable.PATIENT).orElse(row.field(TruthTable.FILE)),
                view(row.field(TruthTable.VIEW)),
                row.number(TruthTable.EF_VIEW),
                row.text(TruthTable.EF_BIPLANE).isPresent()
                    ? OptionalDouble.of(row.number(TruthTable.EF_BIPLANE))
                    : OptionalDouble.empty(),
                row.text(TruthTable.SEX).flatMap(LabelledCines::sex)));
      }
      return cines;
    }
    Map<String, View> views = new HashMap<>();
    if (EchoNetTable.PHANTOM_TRUTH.isIn(folder)) {
      for (TableRow row : EchoNetTable.PHANTOM_TRUTH.read(folder)) {
        views.put(row.field(EchoNetTable.FILE_NAME), view(row.field(EchoNetTable.VIEW)));
      }
    }
    for (TableRow row : EchoNetTable.FILE_LIST.read(folder)) {
      String name = row.field(EchoNetTable.FILE_NAME);
      cines.add(
          new LabelledCine(
              EchoNetTable.video(folder, name),
              name,
              views.getOrDefault(name, View.VIEW_A4C),
              row.number(EchoNetTable.EF),
              OptionalDouble.empty(),
              row.text(EchoNetTable.SEX).flatMap(LabelledCines::sex)));
    }
    return cines;
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
