package org.echomotion.cli.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import org.echomotion.ingest.dataset.beating.WarpedCines;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.segmentation.training.temporal.SequenceFile;
import org.echomotion.segmentation.training.temporal.TemporalSequence;

/** Writes files of sequences. */
public final class TemporalData {

  private TemporalData() {}

  /**
   * Writes true sequences of phantoms. With a segmentation model, they also contain its outlines.
   *
   * @param segmentationModel the model's directory
   * @param done called after each phantom with the number of phantoms so far
   * @return the number of sequences written
   */
  public static int phantoms(
      int count, long seed, Optional<Path> segmentationModel, Path out, IntConsumer done)
      throws IOException {
    List<PhantomSpec> specs = PhantomSequences.specs(count, seed);
    int written = 0;
    try (SequenceFile.Writer file = new SequenceFile.Writer(out);
        CineOutlines outlines = segmentationModel.map(CineOutlines::new).orElse(null)) {
      for (int i = 0; i < specs.size(); i++) {
        Optional<TemporalSequence> sequence =
            outlines == null
                ? PhantomSequences.of(specs.get(i))
                : new SegmentedPhantoms(outlines).of(specs.get(i));
        if (sequence.isPresent()) {
          file.add(sequence.get());
          written++;
        }
        done.accept(i + 1);
      }
    }
    return written;
  }

  /**
   * Writes outlines of cines with known beats.
   *
   * @param folder folder with {@code truth.csv} and cines
   */
  public static int cines(Path folder, String source, Path segmentationModel, Path out)
      throws IOException {
    int written = 0;
    try (CineOutlines outlines = new CineOutlines(segmentationModel);
        SequenceFile.Writer file = new SequenceFile.Writer(out)) {
      for (TemporalSequence sequence : SegmentedCines.of(folder, source, outlines)) {
        file.add(sequence);
        written++;
      }
    }
    return written;
  }

  /**
   * Writes truth and outlines of beating cines, which are made from the training part of labelled
   * stills.
   *
   * @param folder folder with {@code index.csv}, pictures and masks
   * @param percent called with the percentage of the folder that was read
   */
  public static WarpedCines.Report warped(
      Path folder, Path segmentationModel, Path out, DoubleConsumer percent) throws IOException {
    try (CineOutlines outlines = new CineOutlines(segmentationModel);
        SequenceFile.Writer file = new SequenceFile.Writer(out)) {
      return WarpedSequences.of(folder, outlines, file::add, percent);
    }
  }
}
