package org.echomotion.ingest.dataset.beating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.published.DatasetLayout;
import org.echomotion.ingest.dataset.published.StillImageReader;
import org.echomotion.ingest.dataset.warp.HeartWarp;
import org.echomotion.ingest.dataset.warp.LabelledPicture;
import org.echomotion.ingest.dataset.warp.NoMotionException;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.phantom.heart.HeartCourse;

/**
 * Beating cines with a label on every frame, from still images of {@link DatasetLayout#IMAGES}:
 * each subject's ED frame is warped to its ES frame and back, with the timing of a phantom's heart.
 */
public final class WarpedCines {

  /** Pictures between ED and ES. Moments that are less than one step apart share a picture. */
  private static final int STEPS = 40;

  private final Split split;
  private final int frames;
  private final double frameRateHz;
  private final Predicate<String> subjects;

  /**
   * All subjects of a split.
   *
   * @param split split of the subjects to use
   * @param frames of each cine, at least 2
   */
  public WarpedCines(Split split, int frames, double frameRateHz) {
    this(split, frames, frameRateHz, subject -> true);
  }

  private WarpedCines(Split split, int frames, double frameRateHz, Predicate<String> subjects) {
    this.split = split;
    this.frames = frames;
    this.frameRateHz = frameRateHz;
    this.subjects = subjects;
  }

  /** Only some subjects of the split. */
  public WarpedCines of(Predicate<String> others) {
    return new WarpedCines(split, frames, frameRateHz, others);
  }

  /**
   * A cine.
   *
   * @param subject the set's name of the subject
   * @param quality the set's word for the image quality
   * @param labels of each frame, uint8 [rows * columns]: 0 background, 1 LV cavity, 2 myocardium, 3
   *     left atrium
   * @param course timing of its beats
   */
  public record WarpedCine(
      String subject,
      EchoView view,
      String quality,
      Cine cine,
      List<byte[]> labels,
      HeartCourse course) {

    /** Subject and view. */
    public String name() {
      return subject + "_" + view;
    }
  }

  /** Receives each cine. */
  @FunctionalInterface
  public interface Taker {

    /**
     * Receives a cine.
     *
     * @return why it cannot be used; empty if it was used
     * @throws EchoMotionException if it cannot be used
     */
    Optional<String> take(WarpedCine cine) throws IOException;
  }

  /**
   * The result of reading the stills.
   *
   * @param cines number of used cines
   * @param skipped what could not be used, and why
   */
  public record Report(int cines, List<String> skipped) {}

  /**
   * Makes a cine of each pair in a folder; the same folder gives the same cines.
   *
   * @param percent receives the percentage of the folder that has been read
   * @throws IOException if the folder's table cannot be read, or if {@code taker} throws it
   * @throws IllegalArgumentException if no cine could be made
   */
  public Report read(Path folder, Taker taker, DoubleConsumer percent) throws IOException {
    Reading reading = new Reading(taker, percent);
    try {
      new StillImageReader().read(folder, reading);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    reading.pairs.unpaired().forEach(reading::notDerived);
    if (reading.taken == 0) {
      throw new IllegalArgumentException(
          "No cine could be made from %s for the split '%s': %s."
              .formatted(
                  folder,
                  split.name().toLowerCase(Locale.ROOT),
                  reading.skipped.isEmpty()
                      ? "nobody in it has labelled images"
                      : reading.skipped.get(0)));
    }
    return new Report(reading.taken, List.copyOf(reading.skipped));
  }

  private final class Reading implements DatasetReader.Visitor {

    private final Taker taker;
    private final DoubleConsumer percent;
    private final PhasePairs pairs = new PhasePairs();
    private final List<String> skipped = new ArrayList<>();
    private int all;
    private int read;
    private int taken;

    Reading(Taker taker, DoubleConsumer percent) {
      this.taker = taker;
      this.percent = percent;
    }

    @Override
    public void expected(int clips) {
      all = clips;
    }

    @Override
    public void clip(LabelledClip clip) {
      percent.accept(100.0 * ++read / all);
      if (clip.split() == split && subjects.test(clip.subject())) {
        pairs.add(clip).ifPresent(this::derive);
      }
    }

    private void derive(PhasePair pair) {
      try {
        Optional<String> why = taker.take(beating(pair));
        why.ifPresent(reason -> notDerived(pair.toString(), reason));
        taken += why.isEmpty() ? 1 : 0;
      } catch (NoMotionException | EchoMotionException e) {
        notDerived(pair.toString(), Objects.requireNonNullElse(e.getMessage(), e.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void skipped(String what, String why) {
      percent.accept(100.0 * ++read / all);
      notDerived(what, why);
    }

    @Override
    public void derived(LabelledClip clip) {
      throw new IllegalStateException("stills are read as they are");
    }

    @Override
    public void notDerived(String what, String why) {
      skipped.add(what + ": " + why);
    }
  }

  private WarpedCine beating(PhasePair pair) throws NoMotionException {
    HeartWarp warp = pair.warp();
    HeartCourse course = HeartCourse.regular(frames, frameRateHz, pair.toString().hashCode());
    Map<Long, LabelledPicture> made = new HashMap<>();
    List<byte[]> pixels = new ArrayList<>();
    List<byte[]> labels = new ArrayList<>();
    for (double contraction : course.contraction()) {
      long step = Math.round(contraction * STEPS);
      LabelledPicture picture = made.computeIfAbsent(step, s -> warp.at((double) s / STEPS));
      pixels.add(picture.pixels());
      labels.add(picture.labels());
    }
    LabelledClip clip = pair.clip();
    return new WarpedCine(
        clip.subject(),
        clip.view(),
        clip.quality(),
        pair.cine(pixels, frameRateHz),
        labels,
        course);
  }
}
