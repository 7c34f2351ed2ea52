package org.echomotion.cli.temporal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.echomotion.cli.LabelledStills;
import org.echomotion.ingest.dataset.beating.WarpedCines;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.segmentation.training.temporal.SequenceFile;
import org.echomotion.segmentation.training.temporal.TemporalSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarpedSequencesTest {

  private static final Path MODEL =
      Path.of("../../segmentation-service/network/src/main/resources/models/echomotionnet-b0");

  @TempDir Path phantoms;
  @TempDir Path stills;
  @TempDir Path out;

  @Test
  void everyFrameHasItsTruthBesideWhatTheNetworkOutlined() throws IOException {
    LabelledStills.write(2, Split.TRAIN, phantoms, stills);
    Path file = out.resolve("warped.csv.gz");
    assertEquals(
        new WarpedCines.Report(2, List.of()),
        TemporalData.warped(stills, MODEL, file, percent -> {}));
    List<TemporalSequence> sequences = SequenceFile.read(file);
    List<Double> known;
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(phantoms.resolve("FileList.csv"))) {
      known = rows.stream().map(row -> Double.valueOf(row.getField("EF"))).toList();
    }
    for (int i = 0; i < 2; i++) {
      TemporalSequence sequence = sequences.get(i);
      assertTrue(sequence.known());
      assertTrue(sequence.source().endsWith("-warped"));
      assertEquals(80, sequence.frames().size());
      // What the labels lose to the working resolution.
      assertEquals(known.get(i), sequence.trueEfPercent().orElseThrow(), 4);
      double off =
          sequence.frames().stream()
              .mapToDouble(
                  f ->
                      Math.abs(
                          f.measured().orElseThrow().volume() / f.truth().orElseThrow().volume()
                              - 1))
              .average()
              .orElseThrow();
      assertTrue(off > 0 && off < 0.3, "volumes off by " + off);
    }
  }
}
