package org.echomotion.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.volume.FrameMeasurement;
import org.echomotion.ingest.dataset.beating.WarpedCines;
import org.echomotion.ingest.dataset.beating.WarpedCines.WarpedCine;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.table.ReferenceTable;
import org.echomotion.ingest.dataset.table.TruthTable;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.phantom.MjpegAvi;

/**
 * Writes a cine per subject and view, and {@code truth.csv} with the columns file, patient, view,
 * fps, frames, ed_frames, es_frames, ef_view (method of disks on the labels), ef_biplane (the set's
 * own value, if it has one) and quality.
 */
public final class WarpedSet {

  private static final int FRAMES = 100;
  private static final double FRAME_RATE_HZ = 50;

  private final Path out;
  private final ReferenceTable reference;
  private final TruthTable.Writer truth;

  private WarpedSet(Path out, ReferenceTable reference, TruthTable.Writer truth) {
    this.out = out;
    this.reference = reference;
    this.truth = truth;
  }

  /**
   * Writes the set.
   *
   * @param stills folder with {@code index.csv}, images and masks
   * @param percent called with the percentage of the folder that was read
   * @throws IOException if the table cannot be read, or a cine cannot be written
   * @throws IllegalArgumentException if no cine could be made
   */
  public static WarpedCines.Report write(Path stills, Split split, Path out, DoubleConsumer percent)
      throws IOException {
    Files.createDirectories(out);
    ReferenceTable reference =
        ReferenceTable.read(stills.resolve("index.csv")).orElseGet(ReferenceTable::none);
    try (TruthTable.Writer truth = new TruthTable.Writer(out)) {
      return new WarpedCines(split, FRAMES, FRAME_RATE_HZ)
          .read(stills, new WarpedSet(out, reference, truth)::add, percent);
    }
  }

  private Optional<String> add(WarpedCine warped) throws IOException {
    Optional<Double> ejectionFraction = ejectionFraction(warped);
    if (ejectionFraction.isEmpty()) {
      return Optional.of("its masks cannot be measured");
    }
    Cine cine = warped.cine();
    String file = warped.name() + ".avi";
    try (MjpegAvi avi =
        new MjpegAvi(out.resolve(file), cine.columns(), cine.rows(), cine.frameRateHz())) {
      for (byte[] frame : cine.frames()) {
        avi.write(frame);
      }
    }
    truth.add(
        new TruthTable.Entry(
            file,
            warped.subject(),
            warped.view().name(),
            cine.frameRateHz(),
            cine.frames().size(),
            warped.course().edFrames(),
            warped.course().esFrames(),
            ejectionFraction.get(),
            reference.of(warped.subject()),
            warped.quality()));
    return Optional.empty();
  }

  /** Returns the ejection fraction of the labels, from the first ED and ES frames, percent. */
  private static Optional<Double> ejectionFraction(WarpedCine cine) {
    Optional<Double> largest = volume(cine, cine.course().edFrames().get(0));
    Optional<Double> smallest = volume(cine, cine.course().esFrames().get(0));
    return largest.isEmpty() || smallest.isEmpty()
        ? Optional.empty()
        : Optional.of(100 * (1 - smallest.get() / largest.get()));
  }

  private static Optional<Double> volume(WarpedCine cine, int frame) {
    Optional<Contour> outline =
        MaskOutline.traceCavity(
            cine.labels().get(frame), cine.cine().columns(), cine.cine().rows());
    return FrameMeasurement.of(new FrameContour(frame, outline, 0))
        .map(measured -> measured.volume().value());
  }
}
