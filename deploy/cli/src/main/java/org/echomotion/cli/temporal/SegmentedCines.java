package org.echomotion.cli.temporal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.segmentation.training.temporal.TemporalSequence;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Phase;

/** Cines whose beats and ejection fraction are known, outlined by the network. */
final class SegmentedCines {

  private SegmentedCines() {}

  /**
   * Reads a folder that has {@code truth.csv} with the columns {@code file}, {@code ed_frames} and
   * {@code es_frames} (separated by blanks) and {@code ef_view} in percent.
   *
   * @throws IOException if there is no such table
   */
  static List<TemporalSequence> of(Path folder, String source, CineOutlines outlines)
      throws IOException {
    List<TemporalSequence> sequences = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(folder.resolve("truth.csv"))) {
      for (NamedCsvRecord row : rows) {
        Cine cine = CineRecipe.STANDARD.decode(folder.resolve(row.getField("file")));
        sequences.add(sequence(row, source, cine, outlines.of(cine)));
      }
    }
    return sequences;
  }

  private static TemporalSequence sequence(
      NamedCsvRecord row, String source, Cine cine, CineOutlines.Outlined outlined) {
    Set<Integer> ed = frames(row.getField("ed_frames"));
    Set<Integer> es = frames(row.getField("es_frames"));
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < outlined.frames().size(); i++) {
      frames.add(outlined.frame(i, Phase.of(i, ed, es), Optional.empty()));
    }
    return new TemporalSequence(
        row.getField("file"),
        source,
        cine.frameRateHz(),
        OptionalDouble.of(Double.parseDouble(row.getField("ef_view"))),
        frames);
  }

  private static Set<Integer> frames(String joined) {
    return Arrays.stream(joined.strip().split("\\s+"))
        .filter(text -> !text.isEmpty())
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }
}
