package org.echomotion.cli.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import org.echomotion.ingest.dataset.beating.WarpedCines;
import org.echomotion.ingest.dataset.beating.WarpedCines.WarpedCine;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.segmentation.training.temporal.DiskValues;
import org.echomotion.segmentation.training.temporal.TemporalSequence;

/**
 * Makes cines from labelled stills and outlines them with the network. The sequences also contain
 * the truth.
 */
final class WarpedSequences {

  private static final int FRAMES = 80;
  private static final double FRAME_RATE_HZ = 40;

  /** Receives each sequence. */
  interface Sink {

    void add(TemporalSequence sequence) throws IOException;
  }

  private final String source;
  private final CineOutlines outlines;
  private final Sink sink;

  private WarpedSequences(String source, CineOutlines outlines, Sink sink) {
    this.source = source;
    this.outlines = outlines;
    this.sink = sink;
  }

  /**
   * Makes the sequences of the training part of a folder of stills.
   *
   * @param percent called with the percentage of the folder that was read
   * @throws IOException if the folder's table cannot be read
   * @throws IllegalArgumentException if no sequence could be made
   */
  static WarpedCines.Report of(
      Path stills, CineOutlines outlines, Sink sink, DoubleConsumer percent) throws IOException {
    String source = stills.toAbsolutePath().normalize().getFileName() + "-warped";
    return new WarpedCines(Split.TRAIN, FRAMES, FRAME_RATE_HZ)
        .read(stills, new WarpedSequences(source, outlines, sink)::add, percent);
  }

  private Optional<String> add(WarpedCine warped) throws IOException {
    Optional<TemporalSequence> sequence = sequence(warped);
    if (sequence.isEmpty()) {
      return Optional.of("its masks cannot be measured");
    }
    sink.add(sequence.get());
    return Optional.empty();
  }

  private Optional<TemporalSequence> sequence(WarpedCine warped) {
    CineOutlines.Outlined outlined = outlines.of(warped.cine());
    List<DiskValues> truth = new ArrayList<>();
    for (byte[] labels : warped.labels()) {
      Optional<DiskValues> known = outlined.truth(labels, warped.cine());
      if (known.isEmpty()) {
        return Optional.empty();
      }
      truth.add(known.get());
    }
    List<Integer> ed = warped.course().edFrames();
    List<Integer> es = warped.course().esFrames();
    List<TemporalSequence.Frame> frames = new ArrayList<>();
    for (int i = 0; i < truth.size(); i++) {
      frames.add(
          outlined.frame(i, TemporalSequence.Phase.of(i, ed, es), Optional.of(truth.get(i))));
    }
    double largest =
        ed.stream().mapToDouble(i -> truth.get(i).volume()).average().orElse(Double.NaN);
    double smallest =
        es.stream().mapToDouble(i -> truth.get(i).volume()).average().orElse(Double.NaN);
    double ejectionFraction = 100 * (1 - smallest / largest);
    return Optional.of(
        new TemporalSequence(
            warped.name(),
            source,
            warped.cine().frameRateHz(),
            Double.isFinite(ejectionFraction)
                ? OptionalDouble.of(ejectionFraction)
                : OptionalDouble.empty(),
            frames));
  }
}
