package org.echomotion.standalone.warp;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.volume.FrameMeasurement;
import org.echomotion.ingest.dataset.Split;
import org.echomotion.ingest.dataset.WarpedCines;
import org.echomotion.ingest.dataset.WarpedCines.WarpedCine;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.phantom.MjpegAvi;
import org.echomotion.standalone.evaluation.ReferenceTable;

/**
 * Writes a cine of each subject and view, and {@code truth.csv} with the columns file, patient,
 * view, fps, frames, ed_frames, es_frames, ef_view (method of disks on the labels), ef_biplane (the
 * set's own, where it has one) and quality.
 */
public final class WarpedSet {

  private static final int FRAMES = 100;
  private static final double FRAME_RATE_HZ = 50;

  /**
   * What became of the stills.
   *
   * @param cines written
   * @param skipped what could not be used, and why
   */
  public record Report(int cines, List<String> skipped) {}

  private final Path out;
  private final ReferenceTable reference;
  private final CsvWriter truth;
  private final DoubleConsumer percent;
  private final List<String> skipped = new ArrayList<>();
  private int written;

  private WarpedSet(Path out, ReferenceTable reference, CsvWriter truth, DoubleConsumer percent) {
    this.out = out;
    this.reference = reference;
    this.truth = truth;
    this.percent = percent;
  }

  /**
   * @param stills holds {@code index.csv} and the images and masks that it names
   * @param percent told how much of the folder is read
   * @throws IOException if the table cannot be read, or the cines not be written
   */
  public static Report write(Path stills, Split split, Path out, DoubleConsumer percent)
      throws IOException {
    Files.createDirectories(out);
    ReferenceTable reference =
        ReferenceTable.read(stills.resolve("index.csv")).orElseGet(ReferenceTable::none);
    try (CsvWriter truth = CsvWriter.builder().build(out.resolve("truth.csv"))) {
      truth.writeRecord(
          "file",
          "patient",
          "view",
          "fps",
          "frames",
          "ed_frames",
          "es_frames",
          "ef_view",
          "ef_biplane",
          "quality");
      WarpedSet set = new WarpedSet(out, reference, truth, percent);
      new WarpedCines(split, FRAMES, FRAME_RATE_HZ).read(stills, set.new Writing());
      return new Report(set.written, List.copyOf(set.skipped));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private final class Writing implements WarpedCines.Visitor {

    @Override
    public void cine(WarpedCine cine) {
      Optional<Double> ejectionFraction = ejectionFraction(cine);
      if (ejectionFraction.isEmpty()) {
        skipped(cine.name(), "its masks cannot be measured");
        return;
      }
      try {
        add(cine, ejectionFraction.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void skipped(String what, String why) {
      skipped.add(what + ": " + why);
    }

    @Override
    public void progress(int read, int of) {
      percent.accept(100.0 * read / of);
    }
  }

  private void add(WarpedCine warped, double ejectionFraction) throws IOException {
    Cine cine = warped.cine();
    String file = warped.name() + ".avi";
    try (MjpegAvi avi =
        new MjpegAvi(out.resolve(file), cine.columns(), cine.rows(), cine.frameRateHz())) {
      for (byte[] frame : cine.frames()) {
        avi.write(frame);
      }
    }
    OptionalDouble biplane = reference.of(warped.subject());
    truth.writeRecord(
        file,
        warped.subject(),
        warped.view().name(),
        String.format(Locale.ROOT, "%.0f", cine.frameRateHz()),
        Integer.toString(cine.frames().size()),
        joined(warped.course().edFrames()),
        joined(warped.course().esFrames()),
        String.format(Locale.ROOT, "%.2f", ejectionFraction),
        biplane.isPresent() ? String.format(Locale.ROOT, "%.2f", biplane.getAsDouble()) : "",
        warped.quality());
    written++;
  }

  /** Of the labels at the first end-diastole and end-systole, percent. */
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

  private static String joined(List<Integer> frames) {
    return frames.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
