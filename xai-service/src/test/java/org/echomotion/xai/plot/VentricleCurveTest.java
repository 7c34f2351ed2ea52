package org.echomotion.xai.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void tellsSystoleFromDiastole() {
    assertEquals(VentricleCurve.Phase.UNKNOWN, curve.phase(0));
    assertEquals(VentricleCurve.Phase.SYSTOLE, curve.phase(Cine.ED));
    assertEquals(VentricleCurve.Phase.SYSTOLE, curve.phase(9));
    assertEquals(VentricleCurve.Phase.DIASTOLE, curve.phase(Cine.ES));
    assertEquals(VentricleCurve.Phase.DIASTOLE, curve.phase(20));
    assertEquals(VentricleCurve.Phase.UNKNOWN, curve.phase(21));
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
