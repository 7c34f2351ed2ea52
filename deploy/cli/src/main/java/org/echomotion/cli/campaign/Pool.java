package org.echomotion.cli.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.dataset.beating.WarpedCines;
import org.echomotion.ingest.dataset.beating.WarpedCines.WarpedCine;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.published.StillImageReader;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * The data of a simulated campaign, all of the training part of a set.
 *
 * @param clips cines of some patients, made from their stills: a pool as redundant as real cines
 * @param scored stills of other patients
 */
record Pool(List<PoolClip> clips, List<PreparedFrame> scored) {

  /** Long enough for one beat of 45 beats per minute. */
  private static final int FRAMES = 45;

  private static final double FRAME_RATE_HZ = 30;
  private static final CineRecipe RECIPE = CineRecipe.STANDARD;

  /** Which patients are in the pool and which are scored does not change with the run's seed. */
  private static final long SEED = 7;

  Pool {
    clips = List.copyOf(clips);
    scored = List.copyOf(scored);
  }

  /**
   * Reads a folder of labelled stills.
   *
   * @param poolPatients number of patients whose cines can be annotated
   * @param scoredPatients number of other patients
   * @param percent receives the progress, 0 to 100
   * @throws IOException if the folder's table cannot be read
   * @throws IllegalArgumentException if there are fewer patients
   */
  static Pool of(Path stills, int poolPatients, int scoredPatients, DoubleConsumer percent)
      throws IOException {
    Stills all = new Stills();
    new StillImageReader().read(stills, all);
    List<String> subjects = new ArrayList<>(all.subjects);
    if (subjects.size() < poolPatients + scoredPatients) {
      throw new IllegalArgumentException(
          "%s has %d patients in the training part. The campaign needs %d."
              .formatted(stills, subjects.size(), poolPatients + scoredPatients));
    }
    Collections.shuffle(subjects, new Random(SEED));
    Set<String> inPool = new HashSet<>(subjects.subList(0, poolPatients));
    Set<String> scored =
        new HashSet<>(subjects.subList(poolPatients, poolPatients + scoredPatients));
    List<PoolClip> clips = new ArrayList<>();
    new WarpedCines(Split.TRAIN, FRAMES, FRAME_RATE_HZ)
        .of(inPool::contains)
        .read(
            stills,
            warped -> {
              clips.add(clip(warped));
              return Optional.empty();
            },
            percent);
    return new Pool(
        clips, all.frames.stream().filter(frame -> scored.contains(frame.subject())).toList());
  }

  private static PoolClip clip(WarpedCine warped) {
    Cine cine = warped.cine();
    Sector sector = RECIPE.sector(cine);
    List<byte[]> gray = RECIPE.frames(cine, sector).workingFrames();
    List<PreparedFrame> frames = new ArrayList<>();
    for (int i = 0; i < gray.size(); i++) {
      frames.add(
          frame(
              warped.subject(),
              warped.view().name(),
              "MID",
              gray.get(i),
              RECIPE.labels(warped.labels().get(i), cine, sector),
              warped.quality()));
    }
    return new PoolClip(warped.name(), warped.cine().frameRateHz(), frames);
  }

  private static PreparedFrame frame(
      String subject, String view, String phase, byte[] gray, byte[] labels, String quality) {
    // Outlines are compared as Dice, so the scale is not needed.
    return new PreparedFrame(
        subject, "train", view, phase, gray, labels, Double.NaN, "stills", true, quality);
  }

  /** Collects the stills of the training part as working frames. */
  private static final class Stills implements DatasetReader.Visitor {

    private final Set<String> subjects = new TreeSet<>();
    private final List<PreparedFrame> frames = new ArrayList<>();

    @Override
    public void expected(int clips) {}

    @Override
    public void clip(LabelledClip clip) {
      if (clip.split() != Split.TRAIN) {
        return;
      }
      try {
        Sector sector = RECIPE.sector(clip.cine());
        List<byte[]> gray = RECIPE.frames(clip.cine(), sector).workingFrames();
        for (LabelledFrame labelled : clip.frames()) {
          labelled
              .labels()
              .ifPresent(
                  labels ->
                      frames.add(
                          frame(
                              clip.subject(),
                              clip.view().name(),
                              labelled.phase().name(),
                              gray.get(labelled.frame()),
                              RECIPE.labels(labels, clip.cine(), sector),
                              clip.quality())));
        }
        subjects.add(clip.subject());
      } catch (EchoMotionException e) {
        // A picture without a sector is in no part.
      }
    }

    @Override
    public void skipped(String what, String why) {}

    @Override
    public void derived(LabelledClip clip) {
      throw new IllegalStateException("stills are read as they are");
    }

    @Override
    public void notDerived(String what, String why) {
      throw new IllegalStateException("stills are read as they are");
    }
  }
}
