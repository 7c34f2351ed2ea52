package org.echomotion.xai.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.Cine;
import org.echomotion.xai.XaiError;
import org.junit.jupiter.api.Test;

class ExplainerTest {

  private static final DisplayFrames FRAMES =
      visitor -> {
        for (int i = 0; i < Cine.FRAMES; i++) {
          visitor.frame(i, Cine.displayFrame(i));
        }
      };

  private final Explainer explainer = new Explainer();

  @Test
  void makesEveryArtefactOfAMeasuredClip() {
    List<Integer> asked = new ArrayList<>();
    List<Artefact> artefacts =
        explainer.explain(
            ExplainedClip.of(Cine.clip(), Cine.result(), Cine.outlines()),
            FRAMES,
            frames -> {
              asked.addAll(frames);
              return List.of(Cine.heatmap(), Cine.heatmap());
            });
    assertEquals(
        List.of("report.html", "overlay.mp4", "curve.png", "ed.png", "es.png"), names(artefacts));
    assertEquals(List.of(Cine.ED, Cine.ES), asked);
    artefacts.forEach(
        artefact -> assertTrue(artefact.bytes().length > 500, artefact.kind().name()));
  }

  @Test
  void claimsNoEndDiastoleWhereNoBeatWasFound() {
    EjectionFraction noBeat = Cine.result().toBuilder().clearBeats().build();
    assertEquals(List.of("report.html", "overlay.mp4", "curve.png"), names(explain(noBeat)));
  }

  @Test
  void plotsNothingWhereNothingWasMeasured() {
    assertEquals(List.of("report.html", "overlay.mp4"), names(explain(Cine.unmeasured())));
  }

  @Test
  void givesTheSameBytesAgain() {
    List<Artefact> once = explain(Cine.result());
    List<Artefact> again = explain(Cine.result());
    for (int i = 0; i < once.size(); i++) {
      org.junit.jupiter.api.Assertions.assertArrayEquals(
          once.get(i).bytes(), again.get(i).bytes(), once.get(i).kind().fileName());
    }
  }

  @Test
  void refusesFramesThatBreakOff() {
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class,
            () ->
                explainer.explain(
                    ExplainedClip.of(Cine.clip(), Cine.unmeasured(), Cine.outlines()),
                    visitor -> visitor.frame(0, Cine.displayFrame(0)),
                    frames -> List.of()));
    assertEquals(XaiError.EVIDENCE_INCONSISTENT, refused.code());
  }

  @Test
  void refusesOutlinesOfAnotherClip() {
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class,
            () -> ExplainedClip.of(Cine.clip(), Cine.result(), Cine.outlines().subList(0, 9)));
    assertEquals(XaiError.EVIDENCE_INCONSISTENT, refused.code());
  }

  @Test
  void showsTheBeatThatStandsBestForTheResult() {
    EjectionFraction several =
        Cine.result().toBuilder()
            .setEjectionFractionPercent(55)
            .clearBeats()
            .addBeats(beat(0, 55, true, false))
            .addBeats(beat(4, 55, false, true))
            .addBeats(beat(8, 49, true, true))
            .addBeats(beat(12, 57, true, true))
            .build();
    assertEquals(12, ShownBeat.of(several).orElseThrow().getEndDiastolicFrame());
  }

  private static Beat beat(int frame, double percent, boolean included, boolean complete) {
    return Beat.newBuilder()
        .setEndDiastolicFrame(frame)
        .setEjectionFractionPercent(percent)
        .setIncluded(included)
        .setComplete(complete)
        .build();
  }

  private List<Artefact> explain(EjectionFraction result) {
    return explainer.explain(
        ExplainedClip.of(Cine.clip(), result, Cine.outlines()),
        FRAMES,
        frames -> frames.stream().map(frame -> Cine.heatmap()).toList());
  }

  private static List<String> names(List<Artefact> artefacts) {
    return artefacts.stream().map(artefact -> artefact.kind().fileName()).toList();
  }
}
