package org.echomotion.standalone.temporal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.dataset.Split;
import org.echomotion.ingest.dataset.WarpedCines;
import org.echomotion.ingest.dataset.WarpedCines.WarpedCine;
import org.echomotion.segmentation.training.temporal.Slices;
import org.echomotion.segmentation.training.temporal.TemporalSequence;

/** Has the network outline cines made of labelled stills, and puts the truth beside it. */
final class WarpedSequences implements WarpedCines.Visitor {

  private static final int FRAMES = 80;
  private static final double FRAME_RATE_HZ = 40;

  /** Hears of each sequence. */
  interface Sink {

    void add(TemporalSequence sequence) throws IOException;
  }

  private final String source;
  private final CineOutlines outlines;
  private final Sink sink;
  private final DoubleConsumer percent;

  private WarpedSequences(String source, CineOutlines outlines, Sink sink, DoubleConsumer percent) {
    this.source = source;
    this.outlines = outlines;
    this.sink = sink;
    this.percent = percent;
  }

  /**
   * Of the training part of a folder of stills.
   *
   * @param percent told how much of the folder is read
   * @throws IOException if the folder's table cannot be read
   */
  static void of(Path stills, CineOutlines outlines, Sink sink, DoubleConsumer percent)
      throws IOException {
    String source = stills.toAbsolutePath().normalize().getFileName() + "-warped";
    new WarpedCines(Split.TRAIN, FRAMES, FRAME_RATE_HZ)
        .read(stills, new WarpedSequences(source, outlines, sink, percent));
  }

  @Override
  public void cine(WarpedCine warped) {
    try {
      Optional<TemporalSequence> sequence = sequence(warped);
      if (sequence.isPresent()) {
        sink.add(sequence.get());
      }
    } catch (EchoMotionException e) {
      // Refused in serving, too.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void skipped(String what, String why) {}

  @Override
  public void progress(int read, int of) {
    percent.accept(100.0 * read / of);
  }

  private Optional<TemporalSequence> sequence(WarpedCine warped) {
    CineOutlines.Outlined outlined = outlines.of(warped.cine());
    List<Slices> truth = new ArrayList<>();
    for (byte[] labels : warped.labels()) {
      Optional<Slices> known = outlined.truth(labels, warped.cine());
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
