package org.echomotion.ingest.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.dataset.warp.HeartWarp;
import org.echomotion.ingest.dataset.warp.LabelledPicture;
import org.echomotion.ingest.dataset.warp.NoMotionException;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.sector.Sector;
import org.echomotion.ingest.sector.SectorFinder;

/**
 * Passes clips on and adds, for each subject and view of which an ED and an ES frame are labelled,
 * a cine that goes from the one to the other: labelled at every step, its frames numbered in the
 * heart's order, its source the set's name and {@code -warped}.
 */
final class BetweenFrames extends PassedOn {

  private static final String SOURCE_SUFFIX = "-warped";

  /** Nearer to ED or ES than this, as a share of the way, a frame would be a copy. */
  private static final double MARGIN = 0.05;

  private final int count;
  private final Map<Subject, Map<Phase, Labelled>> waiting = new LinkedHashMap<>();

  /**
   * @param count frames between ED and ES, at least 1
   */
  BetweenFrames(DatasetReader.Visitor next, int count) {
    super(next);
    this.count = count;
  }

  private record Subject(String name, EchoView view) {

    @Override
    public String toString() {
      return name + " " + view;
    }
  }

  private record Labelled(LabelledClip clip, LabelledFrame frame) {

    LabelledPicture picture() {
      Cine cine = clip.cine();
      return new LabelledPicture(
          cine.frames().get(frame.frame()),
          frame.labels().orElseThrow(),
          cine.rows(),
          cine.columns());
    }
  }

  @Override
  public void clip(LabelledClip clip) {
    next.clip(clip);
    Subject subject = new Subject(clip.subject(), clip.view());
    Map<Phase, Labelled> known = waiting.computeIfAbsent(subject, s -> new LinkedHashMap<>());
    for (LabelledFrame frame : clip.frames()) {
      if (frame.phase() != Phase.MID && frame.labels().isPresent()) {
        known.putIfAbsent(frame.phase(), new Labelled(clip, frame));
      }
    }
    if (known.size() == 2) {
      waiting.remove(subject);
      between(subject, known.get(Phase.ED), known.get(Phase.ES));
    }
  }

  /** Tells of the subjects of which only one phase came. */
  void finish() {
    waiting.forEach(
        (subject, known) ->
            next.notDerived(
                subject.toString(),
                known.containsKey(Phase.ED)
                    ? "no labelled ES frame to warp its ED frame to"
                    : "no labelled ED frame to warp to its ES frame"));
  }

  private void between(Subject subject, Labelled diastole, Labelled systole) {
    try {
      next.derived(warped(subject, diastole, systole));
    } catch (NoMotionException | EchoMotionException e) {
      next.notDerived(subject.toString(), e.getMessage());
    }
  }

  private LabelledClip warped(Subject subject, Labelled diastole, Labelled systole)
      throws NoMotionException {
    LabelledPicture first = diastole.picture();
    LabelledPicture last = systole.picture();
    LabelledClip clip = diastole.clip();
    HeartWarp warp =
        HeartWarp.between(first, last, sector(clip.cine(), first, last), clip.cine().spacing());
    List<byte[]> frames = new ArrayList<>();
    List<LabelledFrame> labelled = new ArrayList<>();
    frames.add(first.pixels());
    for (double phase : phases(subject)) {
      LabelledPicture picture = warp.at(phase);
      labelled.add(new LabelledFrame(frames.size(), Phase.MID, picture.labels()));
      frames.add(picture.pixels());
    }
    frames.add(last.pixels());
    return new LabelledClip(
        clip.subject(),
        clip.split(),
        clip.view(),
        clip.quality(),
        clip.source() + SOURCE_SUFFIX,
        withFrames(clip.cine(), frames),
        labelled);
  }

  /** One in each of {@code count} equal parts, at a place that differs between subjects. */
  private double[] phases(Subject subject) {
    Random random = new Random(31L * subject.name().hashCode() + subject.view().ordinal());
    double[] phases = new double[count];
    for (int i = 0; i < count; i++) {
      phases[i] = MARGIN + (1 - 2 * MARGIN) * (i + random.nextDouble()) / count;
    }
    return phases;
  }

  private static boolean[] sector(Cine cine, LabelledPicture first, LabelledPicture last)
      throws NoMotionException {
    if (first.pixels().length != last.pixels().length) {
      throw new NoMotionException("its ED and ES frames differ in size");
    }
    Sector sector = SectorFinder.find(withFrames(cine, List.of(first.pixels(), last.pixels())));
    boolean[] inside = new boolean[cine.rows() * cine.columns()];
    for (int y = 0; y < sector.height(); y++) {
      System.arraycopy(
          sector.mask(),
          y * sector.width(),
          inside,
          (sector.y() + y) * cine.columns() + sector.x(),
          sector.width());
    }
    return inside;
  }

  private static Cine withFrames(Cine cine, List<byte[]> frames) {
    return new Cine(
        frames,
        cine.rows(),
        cine.columns(),
        cine.frameRateHz(),
        cine.spacing(),
        cine.view(),
        cine.format(),
        Optional.empty());
  }
}
