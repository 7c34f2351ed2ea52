package org.echomotion.xai.explain;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;
import org.echomotion.xai.gradcam.Heatmap;
import org.echomotion.xai.overlay.OverlayVideo;
import org.echomotion.xai.overlay.Still;
import org.echomotion.xai.plot.CurvePlot;
import org.echomotion.xai.plot.VentricleCurve;
import org.echomotion.xai.report.Report;
import org.echomotion.xai.report.ReportPictures;
import org.echomotion.xai.style.Palette;

/** Makes a clip's artefacts. */
public final class Explainer {

  /**
   * Version of the artefacts' appearance. Raise it with every change, so that clips are explained
   * again.
   */
  public static final String VERSION = "4";

  private final Report report = new Report();

  /**
   * Explains one clip.
   *
   * @return the video and the report, and the curve and the stills if there is something to show
   * @throws EchoMotionException {@code EVIDENCE_INCONSISTENT} if the number of {@code frames} is
   *     not that of the clip, {@code VIDEO_NOT_ENCODED} if the encoder fails
   */
  public List<Artefact> explain(ExplainedClip evidence, DisplayFrames frames, Heatmaps heatmaps) {
    VentricleCurve curve = evidence.curve();
    Optional<Beat> beat = ShownBeat.of(evidence.result());
    Map<Integer, byte[]> shown = new HashMap<>();
    beat.ifPresent(
        b -> {
          shown.put(b.getEndDiastolicFrame(), new byte[0]);
          shown.put(b.getEndSystolicFrame(), new byte[0]);
        });
    List<Artefact> artefacts = new ArrayList<>();
    byte[] video = video(evidence, curve, frames, shown);
    artefacts.add(new Artefact(Artefact.Kind.OVERLAY, video));
    Optional<byte[]> plot = Optional.of(curve).filter(VentricleCurve::measured).map(CurvePlot::png);
    plot.ifPresent(png -> artefacts.add(new Artefact(Artefact.Kind.CURVE, png)));
    Optional<byte[]> diastole = Optional.empty();
    Optional<byte[]> systole = Optional.empty();
    if (beat.isPresent()) {
      int ed = beat.get().getEndDiastolicFrame();
      int es = beat.get().getEndSystolicFrame();
      List<Heatmap> heat = heatmaps.of(List.of(ed, es));
      Still still = new Still(evidence.clip().getGeometry());
      diastole =
          Optional.of(
              still(
                  still,
                  "End-diastole",
                  Palette.END_DIASTOLE_BRIGHT,
                  ed,
                  evidence,
                  curve,
                  shown,
                  heat.get(0)));
      systole =
          Optional.of(
              still(
                  still,
                  "End-systole",
                  Palette.END_SYSTOLE_BRIGHT,
                  es,
                  evidence,
                  curve,
                  shown,
                  heat.get(1)));
      artefacts.add(new Artefact(Artefact.Kind.END_DIASTOLE, diastole.get()));
      artefacts.add(new Artefact(Artefact.Kind.END_SYSTOLE, systole.get()));
    }
    byte[] html =
        report.html(
            evidence.clip(), evidence.result(), new ReportPictures(video, plot, diastole, systole));
    artefacts.add(0, new Artefact(Artefact.Kind.REPORT, html));
    return artefacts;
  }

  private static byte[] still(
      Still still,
      String title,
      Color colour,
      int frame,
      ExplainedClip evidence,
      VentricleCurve curve,
      Map<Integer, byte[]> shown,
      Heatmap heat) {
    StringBuilder detail =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "frame %d of %d · %.2f s",
                frame + 1,
                curve.frameCount(),
                curve.seconds(frame)));
    add(
        detail,
        curve.leading()[frame],
        curve.leading() == curve.area() ? curve.areaUnit() : curve.volumeUnit());
    return still.png(
        title,
        colour,
        detail.toString(),
        Objects.requireNonNull(shown.get(frame)),
        evidence.outlines().get(frame),
        heat);
  }

  private static void add(StringBuilder detail, double value, String unit) {
    if (Double.isFinite(value)) {
      detail.append(String.format(Locale.ROOT, " · %.1f %s", value, unit));
    }
  }

  /** Draws the video, and stores in {@code kept} the frames for its keys. */
  private static byte[] video(
      ExplainedClip evidence,
      VentricleCurve curve,
      DisplayFrames frames,
      Map<Integer, byte[]> kept) {
    Path file = scratchFile();
    try {
      int[] next = {0};
      try (OverlayVideo video = new OverlayVideo(file, evidence.clip().getGeometry(), curve)) {
        frames.each(
            (index, pixels) -> {
              require(index == next[0] && index < curve.frameCount(), evidence, index);
              next[0]++;
              video.add(index, pixels, evidence.outlines().get(index));
              kept.computeIfPresent(index, (i, none) -> pixels);
            });
      }
      require(next[0] == curve.frameCount(), evidence, next[0]);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      file.toFile().delete();
    }
  }

  private static void require(boolean holds, ExplainedClip evidence, int at) {
    if (!holds) {
      throw new EchoMotionException(
          XaiError.EVIDENCE_INCONSISTENT,
          "display frame " + at + " of " + evidence.clip().getFrameCount() + " is missing");
    }
  }

  private static Path scratchFile() {
    try {
      return Files.createTempFile("echomotion-overlay-", ".mp4");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
