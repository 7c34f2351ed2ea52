package org.echomotion.ingest.dataset.prepared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.dataset.beating.BetweenFrames;
import org.echomotion.ingest.dataset.labelled.CineSource;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.prepared.PreparationReport.Skipped;
import org.echomotion.ingest.dataset.published.CamusReader;
import org.echomotion.ingest.dataset.published.EchoNetReader;
import org.echomotion.ingest.dataset.published.PhantomReader;
import org.echomotion.ingest.dataset.published.StillImageReader;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.sector.Sector;

/** Prepares labelled data for training with the same recipe as uploaded clips. */
public final class DatasetPreparation {

  /** Is called after each clip. */
  @FunctionalInterface
  public interface ProgressListener {

    void finished(int done, int of);
  }

  /** Largest share of the ventricle that the sector may cut off. Above it a frame is skipped. */
  private static final double CUT_OFF_AT_MOST = 0.01;

  private final CineSource videos;
  private final CineRecipe recipe = CineRecipe.STANDARD;

  /** Decodes the set's videos with the standard recipe. */
  public DatasetPreparation() {
    this(CineRecipe.STANDARD::decode);
  }

  /**
   * Uses another decoder.
   *
   * @param videos decodes the set's videos
   */
  public DatasetPreparation(CineSource videos) {
    this.videos = videos;
  }

  /**
   * Reads the set and writes the prepared one.
   *
   * @throws UncheckedIOException if the set's tables cannot be read, or the result cannot be
   *     written
   */
  public PreparationReport prepare(PreparationRequest request, ProgressListener listener) {
    try {
      PreparedSet set = new PreparedSet(request.out(), WorkingFrame.SIDE);
      Preparing preparing = new Preparing(set, request.split(), listener);
      DatasetReader.Visitor visitor =
          request.unlabelled() == 0
              ? preparing
              : new UnlabelledFrames(preparing, request.unlabelled());
      DatasetReader reader = reader(request);
      if (request.between() == 0) {
        reader.read(request.folder(), visitor);
      } else {
        BetweenFrames between = new BetweenFrames(visitor, request.between());
        reader.read(request.folder(), between);
        between.finish();
      }
      set.finish();
      return new PreparationReport(preparing.written, preparing.skipped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DatasetReader reader(PreparationRequest request) {
    return switch (request.layout()) {
      case IMAGES -> new StillImageReader();
      case CAMUS -> new CamusReader(request.draw());
      case ECHONET -> new EchoNetReader(videos);
      case PHANTOM -> new PhantomReader(videos, request.everyFrame());
    };
  }

  private final class Preparing implements DatasetReader.Visitor {

    private final PreparedSet set;
    private final Optional<Split> split;
    private final ProgressListener listener;
    private final List<Skipped> skipped = new ArrayList<>();
    private int expected;
    private int done;
    private int written;

    Preparing(PreparedSet set, Optional<Split> split, ProgressListener listener) {
      this.set = set;
      this.split = split;
      this.listener = listener;
    }

    @Override
    public void expected(int clips) {
      expected = clips;
    }

    @Override
    public void skipped(String what, String why) {
      skipped.add(new Skipped(what, why));
      listener.finished(++done, expected);
    }

    @Override
    public void clip(LabelledClip clip) {
      prepare(clip);
      listener.finished(++done, expected);
    }

    @Override
    public void derived(LabelledClip clip) {
      prepare(clip);
    }

    @Override
    public void notDerived(String what, String why) {
      skipped.add(new Skipped(what, why));
    }

    private void prepare(LabelledClip clip) {
      Sector sector;
      WorkingClip working;
      try {
        sector = recipe.sector(clip.cine());
        working = recipe.frames(onlyLabelled(clip), sector);
      } catch (EchoMotionException e) {
        skipped.add(
            new Skipped(clip.subject(), Objects.requireNonNullElse(e.getMessage(), e.toString())));
        return;
      }
      for (int i = 0; i < clip.frames().size(); i++) {
        frame(clip, clip.frames().get(i), sector, working.workingFrames().get(i), working);
      }
    }

    private void frame(
        LabelledClip clip,
        LabelledFrame labelled,
        Sector sector,
        byte[] image,
        WorkingClip working) {
      Optional<byte[]> labels = Optional.empty();
      if (labelled.labels().isPresent()) {
        labels = labels(clip, labelled, sector);
        if (labels.isEmpty()) {
          return;
        }
      }
      PreparedSet.Entry entry =
          new PreparedSet.Entry(
              clip.subject(),
              split.orElse(clip.split()),
              clip.view(),
              labelled.phase(),
              labelled.frame(),
              clip.quality(),
              clip.source());
      try {
        set.add(entry, image, labels, working.geometry().mmPerWorkingPixel());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      written++;
    }

    /** Returns the working frame's labels; empty, and reported, if they are unusable. */
    private Optional<byte[]> labels(LabelledClip clip, LabelledFrame labelled, Sector sector) {
      byte[] whole = labelled.labels().orElseThrow();
      byte[] cropped = sector.cropped(whole, clip.cine().columns());
      String what = clip.subject() + " " + clip.view() + " " + labelled.phase();
      int ventricle = ventricle(whole);
      if (ventricle == 0) {
        skipped.add(new Skipped(what, "its mask holds no left ventricle"));
        return Optional.empty();
      }
      if (ventricle - ventricle(cropped) > CUT_OFF_AT_MOST * ventricle) {
        skipped.add(new Skipped(what, "the detected sector cuts off part of the left ventricle"));
        return Optional.empty();
      }
      return Optional.of(recipe.labels(whole, clip.cine(), sector));
    }
  }

  /** The sector is detected on all frames. Only frames with labels need preprocessing. */
  private static Cine onlyLabelled(LabelledClip clip) {
    List<byte[]> frames = new ArrayList<>();
    clip.frames().forEach(f -> frames.add(clip.cine().frames().get(f.frame())));
    if (frames.size() == 1) {
      frames.add(frames.get(0));
    }
    return clip.cine().withFrames(frames);
  }

  private static int ventricle(byte[] labels) {
    int count = 0;
    for (byte label : labels) {
      count += label == 1 ? 1 : 0;
    }
    return count;
  }
}
