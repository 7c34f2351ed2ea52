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

/** Makes files of sequences. */
public final class TemporalData {

  private TemporalData() {}

  /**
   * True sequences of phantoms, or, where a segmentation model is given, these beside what it
   * outlines on their pictures.
   *
   * @param segmentationModel a model's directory
   * @param done told after each phantom how many there are by then
   * @return how many sequences were written
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
   * Outlines of cines whose beats are known.
   *
   * @param folder holds {@code truth.csv} and the cines
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
   * Beating cines made of the training part of labelled stills, with their truth and outlined.
   *
   * @param folder holds {@code index.csv} and the pictures and masks that it names
   * @param percent told how much of the folder is read
   */
  public static WarpedCines.Report warped(
      Path folder, Path segmentationModel, Path out, DoubleConsumer percent) throws IOException {
    try (CineOutlines outlines = new CineOutlines(segmentationModel);
        SequenceFile.Writer file = new SequenceFile.Writer(out)) {
      return WarpedSequences.of(folder, outlines, file::add, percent);
    }
  }
}
