package org.echomotion.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.echomotion.cli.LabelledStills;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.dataset.beating.WarpedCines;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.decode.Cine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarpedSetTest {

  @TempDir Path phantoms;
  @TempDir Path stills;
  @TempDir Path out;

  @Test
  void cinesBeatWithTheEjectionFractionOfTheLabels() throws IOException {
    LabelledStills.write(2, Split.VALID, phantoms, stills);
    assertEquals(
        new WarpedCines.Report(2, List.of()),
        WarpedSet.write(stills, Split.VALID, out, percent -> {}));
    List<NamedCsvRecord> truth = rows(out.resolve("truth.csv"));
    List<NamedCsvRecord> known = rows(phantoms.resolve("FileList.csv"));
    for (int i = 0; i < 2; i++) {
      NamedCsvRecord row = truth.get(i);
      // What the labels lose to the working resolution.
      assertEquals(
          Double.parseDouble(known.get(i).getField("EF")),
          Double.parseDouble(row.getField("ef_view")),
          3);
      Cine cine = CineRecipe.STANDARD.decode(out.resolve(row.getField("file")));
      assertEquals(100, cine.frames().size());
      assertEquals(50, cine.frameRateHz(), 0.01);
      assertTrue(row.getField("es_frames").split(" ").length >= 1);
      assertEquals("", row.getField("ef_biplane"), "the set states none");
    }
  }

  private static List<NamedCsvRecord> rows(Path table) throws IOException {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(table)) {
      return rows.stream().toList();
    }
  }
}
