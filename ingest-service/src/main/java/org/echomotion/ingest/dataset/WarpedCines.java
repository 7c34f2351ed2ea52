package org.echomotion.ingest.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.dataset.warp.HeartWarp;
import org.echomotion.ingest.dataset.warp.LabelledPicture;
import org.echomotion.ingest.dataset.warp.NoMotionException;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.phantom.HeartCourse;

/**
 * Beating cines with a label on every frame, from still images of {@link DatasetLayout#IMAGES}:
 * each subject's ED frame is warped to its ES frame and back, in the time course of a phantom's
 * heart.
 */
public final class WarpedCines {

  /** Pictures between ED and ES; two moments nearer than this show the same one. */
  private static final int STEPS = 40;

  private final Split split;
  private final int frames;
  private final double frameRateHz;

  /**
   * @param split whose subjects are taken
   * @param frames of each cine, at least 2
   */
  public WarpedCines(Split split, int frames, double frameRateHz) {
    this.split = split;
    this.frames = frames;
    this.frameRateHz = frameRateHz;
  }

  /**
   * A cine.
   *
   * @param subject who it shows, as the set names it
   * @param quality the set's word for the image quality
   * @param labels of each frame, uint8 [rows * columns]: 0 background, 1 LV cavity, 2 myocardium, 3
   *     left atrium
   * @param course when it beats
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

  /** Hears of each cine. */
  public interface Visitor {

    void cine(WarpedCine cine);

    /** What was left out, and why. */
    void skipped(String what, String why);

    /** How many of the folder's stills were read. */
    void progress(int read, int of);
  }

  /**
   * Makes a cine of each pair in a folder; the same folder gives the same cines.
   *
   * @throws IOException if the folder's table cannot be read
   */
  public void read(Path folder, Visitor visitor) throws IOException {
    PhasePairs pairs = new PhasePairs();
    new StillImageReader()
        .read(
            folder,
            new DatasetReader.Visitor() {
              private int all;
              private int read;

              @Override
              public void expected(int clips) {
                all = clips;
              }

              @Override
              public void clip(LabelledClip clip) {
                visitor.progress(++read, all);
                if (clip.split() == split) {
                  pairs.add(clip).ifPresent(pair -> make(pair, visitor));
                }
              }

              @Override
              public void skipped(String what, String why) {
                visitor.progress(++read, all);
                visitor.skipped(what, why);
              }

              @Override
              public void derived(LabelledClip clip) {}

              @Override
              public void notDerived(String what, String why) {}
            });
  }

  private void make(PhasePair pair, Visitor visitor) {
    WarpedCine cine;
    try {
      cine = beating(pair);
    } catch (NoMotionException | EchoMotionException e) {
      visitor.skipped(pair.toString(), e.getMessage());
      return;
    }
    visitor.cine(cine);
  }

  private WarpedCine beating(PhasePair pair) throws NoMotionException {
    HeartWarp warp = pair.warp();
    HeartCourse course = HeartCourse.regular(frames, frameRateHz, pair.toString().hashCode());
    Map<Long, LabelledPicture> made = new HashMap<>();
    List<byte[]> pixels = new ArrayList<>();
    List<byte[]> labels = new ArrayList<>();
    for (double contraction : course.contraction()) {
      long step = Math.round(contraction * STEPS);
      LabelledPicture picture =
          made.computeIfAbsent(step, s -> warp.at(Math.min(1, Math.max(0, (double) s / STEPS))));
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
