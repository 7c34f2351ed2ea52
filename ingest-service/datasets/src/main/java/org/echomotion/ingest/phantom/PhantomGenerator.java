package org.echomotion.ingest.phantom;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/**
 * Writes phantoms in EchoNet-Dynamic's published layout: {@code Videos/*.avi}, {@code
 * FileList.csv}, {@code VolumeTracings.csv}; beside them {@code Truth.csv} (one row per phantom),
 * {@code FrameTruth.csv} (one per frame) and, if requested, {@code Masks/<name>/<frame>.png} (u8
 * labels 0 background, 1 LV cavity, 2 myocardium, 3 left atrium).
 */
public final class PhantomGenerator {

  /** Receives each finished phantom and can stop the run. */
  @FunctionalInterface
  public interface ProgressListener {
    /**
     * Is called after each phantom.
     *
     * @return false to stop before the next phantom
     */
    boolean finished(int done, int of, String name);

    /** Returns a listener that does nothing and never stops the run. */
    static ProgressListener silent() {
      return (done, of, name) -> true;
    }
  }

  /**
   * Makes the phantoms. Existing files of the same names are replaced.
   *
   * @param folder created if missing
   * @return the truth of each phantom written
   * @throws UncheckedIOException if the folder cannot be written
   */
  public List<PhantomTruth> generate(
      PhantomRequest request, Path folder, ProgressListener listener) {
    List<PhantomSpec> specs = PhantomSimulator.specs(request);
    List<PhantomTruth> truths = new ArrayList<>();
    try {
      Files.createDirectories(folder.resolve("Videos"));
      try (PhantomTables tables = new PhantomTables(folder)) {
        for (PhantomSpec spec : specs) {
          PhantomSimulator phantom = PhantomSimulator.of(spec, request.length().sparseFrames());
          write(phantom, request.files().masks(), folder);
          tables.add(phantom.truth(), split(truths.size(), specs.size()));
          truths.add(phantom.truth());
          if (!listener.finished(truths.size(), specs.size(), spec.name())) {
            break;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(truths);
  }

  /**
   * Makes one phantom as one file.
   *
   * @param video path of the MJPEG AVI; an existing file is replaced
   * @throws UncheckedIOException if the file cannot be written
   */
  public static PhantomTruth video(PhantomSpec spec, Path video) {
    PhantomSimulator phantom = PhantomSimulator.of(spec, OptionalInt.empty());
    PhantomTruth truth = phantom.truth();
    try (MjpegAvi avi = new MjpegAvi(video, truth.widthPx(), truth.heightPx(), spec.fps())) {
      phantom.render(
          false,
          (index, gray, mask) -> {
            try {
              avi.write(gray);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          },
          () -> false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return truth;
  }

  private static void write(PhantomSimulator phantom, boolean masks, Path folder)
      throws IOException {
    PhantomTruth truth = phantom.truth();
    Path masksOfThis = folder.resolve("Masks").resolve(truth.spec().name());
    if (masks) {
      Files.createDirectories(masksOfThis);
    }
    Path video = folder.resolve("Videos").resolve(truth.spec().name() + ".avi");
    BooleanSupplier never = () -> false;
    try (MjpegAvi avi =
        new MjpegAvi(video, truth.widthPx(), truth.heightPx(), truth.spec().fps())) {
      phantom.render(
          masks,
          (index, gray, mask) -> {
            try {
              avi.write(gray);
              if (masks) {
                png(mask, truth.widthPx(), truth.heightPx(), masksOfThis.resolve(index + ".png"));
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          },
          never);
    }
  }

  private static void png(byte[] gray, int width, int height, Path file) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, gray);
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this Java runtime has no PNG writer");
    }
  }

  /**
   * Three quarters for training, an eighth each for validation and test, as in the published set.
   */
  private static String split(int index, int count) {
    double position = (index + 0.5) / count;
    return position < 0.75 ? "TRAIN" : position < 0.875 ? "VAL" : "TEST";
  }
}
