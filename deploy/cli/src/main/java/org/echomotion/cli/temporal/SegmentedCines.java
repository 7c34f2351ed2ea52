package org.echomotion.cli.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.dataset.table.TableRow;
import org.echomotion.ingest.dataset.table.TruthTable;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.segmentation.training.temporal.TemporalSequence;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Frame;
import org.echomotion.segmentation.training.temporal.TemporalSequence.Phase;

/** Reads cines with known beats and ejection fraction, and outlines them with the network. */
final class SegmentedCines {

  private SegmentedCines() {}

  /**
   * Reads a folder that has {@code truth.csv} with the columns {@code file}, {@code ed_frames} and
   * {@code es_frames} (separated by blanks) and {@code ef_view} in percent.
   *
   * @throws IOException if the table is missing
   */
  static List<TemporalSequence> of(Path folder, String source, CineOutlines outlines)
      throws IOException {
    List<TemporalSequence> sequences = new ArrayList<>();
    for (TableRow row : TruthTable.read(folder)) {
      Cine cine = CineRecipe.STANDARD.decode(folder.resolve(row.field(TruthTable.FILE)));
      sequences.add(sequence(row, source, cine, outlines.of(cine)));
    }
    return sequences;
  }

  private static TemporalSequence sequence(
      TableRow row, String source, Cine cine, CineOutlines.Outlined outlined) throws IOException {
    Set<Integer> ed = row.frames(TruthTable.ED_FRAMES);
    Set<Integer> es = row.frames(TruthTable.ES_FRAMES);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < outlined.frames().size(); i++) {
      frames.add(outlined.frame(i, Phase.of(i, ed, es), Optional.empty()));
    }
    return new TemporalSequence(
        row.field(TruthTable.FILE),
        source,
        cine.frameRateHz(),
        OptionalDouble.of(row.number(TruthTable.EF_VIEW)),
        frames);
  }
}
