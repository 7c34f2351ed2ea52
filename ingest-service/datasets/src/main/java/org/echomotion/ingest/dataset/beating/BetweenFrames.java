package org.echomotion.ingest.dataset.beating;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.dataset.labelled.DatasetReader;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.PassedOn;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.warp.HeartWarp;
import org.echomotion.ingest.dataset.warp.LabelledPicture;
import org.echomotion.ingest.dataset.warp.NoMotionException;
import org.echomotion.ingest.decode.EchoView;

/**
 * Passes clips on and adds warped cines. For each subject and view with a labelled ED and ES frame,
 * it adds a cine from ED to ES with labels on every frame between them. The cine's source is the
 * set's name followed by {@code -warped}.
 */
public final class BetweenFrames extends PassedOn {

  private static final String SOURCE_SUFFIX = "-warped";

  /** Smallest distance from ED and ES, as a share of the way. A nearer frame would be a copy. */
  private static final double MARGIN = 0.05;

  private final int count;
  private final PhasePairs pairs = new PhasePairs();

  /**
   * @param count frames between ED and ES, at least 1
   */
  public BetweenFrames(DatasetReader.Visitor next, int count) {
    super(next);
    this.count = count;
  }

  @Override
  public void clip(LabelledClip clip) {
    next.clip(clip);
    pairs.add(clip).ifPresent(this::between);
  }

  /** Reports the subjects with only one phase. */
  public void finish() {
    pairs.unpaired().forEach(next::notDerived);
  }

  private void between(PhasePair pair) {
    try {
      next.derived(warped(pair));
    } catch (NoMotionException | EchoMotionException e) {
      next.notDerived(pair.toString(), Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  private LabelledClip warped(PhasePair pair) throws NoMotionException {
    LabelledClip clip = pair.clip();
    HeartWarp warp = pair.warp();
    List<byte[]> frames = new ArrayList<>();
    List<LabelledFrame> labelled = new ArrayList<>();
    frames.add(pair.diastole().pixels());
    for (double phase : phases(clip)) {
      LabelledPicture picture = warp.at(phase);
      labelled.add(new LabelledFrame(frames.size(), Phase.MID, picture.labels()));
      frames.add(picture.pixels());
    }
    frames.add(pair.systole().pixels());
    return new LabelledClip(
        clip.subject(),
        clip.split(),
        clip.view(),
        clip.quality(),
        clip.source() + SOURCE_SUFFIX,
        pair.cine(frames, clip.cine().frameRateHz()),
        labelled);
  }

  /** Draws one phase in each of {@code count} equal parts. The phases differ between subjects. */
  private double[] phases(LabelledClip clip) {
    Random random =
        new Random(31L * clip.subject().hashCode() + (clip.view() == EchoView.A4C ? 0 : 1));
    double[] phases = new double[count];
    for (int i = 0; i < count; i++) {
      phases[i] = MARGIN + (1 - 2 * MARGIN) * (i + random.nextDouble()) / count;
    }
    return phases;
  }
}
