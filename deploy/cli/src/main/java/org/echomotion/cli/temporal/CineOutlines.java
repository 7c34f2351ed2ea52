package org.echomotion.cli.temporal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echomotion.ef.contour.Contour;
import org.echomotion.ef.contour.FrameContour;
import org.echomotion.ef.contour.Point;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.segmentation.model.SavedModelSegmenter;
import org.echomotion.segmentation.outline.FrameOutliner;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.echomotion.segmentation.outline.ProbabilityMap;
import org.echomotion.segmentation.training.temporal.DiskValues;
import org.echomotion.segmentation.training.temporal.TemporalSequence;

/** Outlines the frames of a cine as the service does, in memory. */
final class CineOutlines implements AutoCloseable {

  private static final int BATCH = 8;
  private static final CineRecipe RECIPE = CineRecipe.STANDARD;
  private static final int SIDE = WorkingFrame.SIDE;

  /** The default settings of segmentation-service. */
  private static final OutlineSettings SETTINGS = new OutlineSettings(64, 2.0);

  private final SavedModelSegmenter model;
  private final FrameOutliner outliner = new FrameOutliner(SETTINGS);

  CineOutlines(Path segmentationModel) {
    model = new SavedModelSegmenter(segmentationModel, BATCH, 1);
  }

  /**
   * Outlines of a cine in working pixels.
   *
   * @param sector the ultrasound sector in the cine's frames
   */
  record Outlined(Sector sector, List<FrameContour> frames) {

    /** Returns the outline of a frame as a frame of a sequence. */
    TemporalSequence.Frame frame(
        int index, TemporalSequence.Phase phase, Optional<DiskValues> truth) {
      FrameContour outline = frames.get(index);
      return new TemporalSequence.Frame(
          phase, truth, PhantomSequences.slices(outline), outline.meanBoundaryEntropy());
    }

    /**
     * Returns a frame's true disks in working pixels; empty if they cannot be measured.
     *
     * @param labels row-major in the cine's own pixels, 1 in the cavity
     */
    Optional<DiskValues> truth(byte[] labels, Cine cine) {
      return PhantomSequences.slices(RECIPE.labels(labels, cine, sector), SIDE, SIDE);
    }
  }

  /**
   * Outlines a cine.
   *
   * @throws org.echomotion.error.EchoMotionException if there is no ultrasound sector
   */
  Outlined of(Cine cine) {
    Sector sector = RECIPE.sector(cine);
    List<byte[]> working = RECIPE.frames(cine, sector).workingFrames();
    List<FrameContour> frames = new ArrayList<>();
    List<float[]> maps = model.probabilities(working);
    for (int i = 0; i < maps.size(); i++) {
      frames.add(contour(outliner.outline(i, new ProbabilityMap(SIDE, SIDE, maps.get(i)))));
    }
    return new Outlined(sector, frames);
  }

  private static FrameContour contour(FrameSegmentation frame) {
    float[] xs = frame.contour().xs();
    float[] ys = frame.contour().ys();
    List<Point> points = new ArrayList<>(xs.length);
    for (int i = 0; i < xs.length; i++) {
      points.add(new Point(xs[i], ys[i]));
    }
    Optional<Contour> contour =
        points.size() < 3 ? Optional.empty() : Optional.of(new Contour(points));
    return new FrameContour(frame.frameIndex(), contour, Math.max(0, frame.meanBoundaryEntropy()));
  }

  @Override
  public void close() {
    model.close();
  }
}
