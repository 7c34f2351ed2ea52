package org.echomotion.xai.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.xai.Cine;
import org.junit.jupiter.api.Test;

class VentricleCurveTest {

  private final VentricleCurve curve = VentricleCurve.of(Cine.result(), Cine.FRAMES, true);

  @Test
  void holdsOneValuePerFrameAndNoneWhereNothingWasMeasured() {
    assertEquals(120, curve.volume()[Cine.ED]);
    assertEquals(48, curve.smoothedVolume()[Cine.ES]);
    assertEquals(12, curve.area()[Cine.ES]);
    assertTrue(Double.isNaN(curve.volume()[Cine.GAP]));
    assertEquals(0.5, curve.seconds(Cine.ES), 1e-12);
  }

  @Test
  void aFrameIsAtItsOwnTimeWhereTheFileStatesOne() {
    EjectionFraction.Builder timed = Cine.result().toBuilder();
    for (int i = 0; i < Cine.FRAMES; i++) {
      timed.addFrameTimesSeconds(0.05 * (i < Cine.ES ? i : i + 1));
    }
    VentricleCurve uneven = VentricleCurve.of(timed.build(), Cine.FRAMES, true);
    assertEquals(0.55, uneven.seconds(Cine.ES), 1e-12);
    assertEquals(0.55 / (0.05 * Cine.FRAMES), uneven.position(Cine.ES), 1e-12);
    assertEquals(1, uneven.position(Cine.FRAMES - 1), 1e-12);
    assertEquals(Cine.ES / (Cine.FRAMES - 1.0), curve.position(Cine.ES), 1e-12);
  }

  @Test
  void tellsSystoleFromDiastole() {
    assertEquals(VentricleCurve.Phase.UNKNOWN, curve.phase(0));
    assertEquals(VentricleCurve.Phase.SYSTOLE, curve.phase(Cine.ED));
    assertEquals(VentricleCurve.Phase.SYSTOLE, curve.phase(9));
    assertEquals(VentricleCurve.Phase.DIASTOLE, curve.phase(Cine.ES));
    assertEquals(VentricleCurve.Phase.DIASTOLE, curve.phase(20));
    assertEquals(VentricleCurve.Phase.UNKNOWN, curve.phase(21));
  }

  @Test
  void followsAClipThatStartsWithinAnEjection() {
    Beat cut =
        Beat.newBuilder()
            .setEndSystolicFrame(6)
            .setEndDiastolicFrame(18)
            .setEndFrame(23)
            .setIncluded(true)
            .build();
    VentricleCurve started =
        VentricleCurve.of(
            Cine.result().toBuilder().clearBeats().addBeats(cut).build(), Cine.FRAMES, true);
    assertEquals(6, VentricleCurve.firstFrame(cut));
    assertEquals(23, VentricleCurve.lastFrame(cut));
    assertEquals(VentricleCurve.Phase.UNKNOWN, started.phase(5));
    assertEquals(VentricleCurve.Phase.DIASTOLE, started.phase(6));
    assertEquals(VentricleCurve.Phase.DIASTOLE, started.phase(17));
    assertEquals(VentricleCurve.Phase.SYSTOLE, started.phase(18));
  }

  @Test
  void statesPixelsWhereThereIsNoScale() {
    VentricleCurve unscaled = VentricleCurve.of(Cine.result(), Cine.FRAMES, false);
    assertEquals("px²", unscaled.areaUnit());
    assertEquals("px³", unscaled.volumeUnit());
  }

  @Test
  void knowsThatNothingWasMeasured() {
    assertTrue(curve.measured());
    assertFalse(VentricleCurve.of(Cine.unmeasured(), Cine.FRAMES, true).measured());
  }
}
