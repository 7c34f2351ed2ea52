package org.echomotion.standalone.phantoms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.standalone.phantoms.PhantomAgreement.Finding;
import org.echomotion.standalone.phantoms.PhantomAgreement.MaskErrors;
import org.echomotion.standalone.phantoms.PhantomAgreement.Summary;
import org.junit.jupiter.api.Test;

class PhantomAgreementTest {

  private static Summary forty(MaskErrors errors) {
    return Summary.of(PhantomAgreement.measure(PhantomAgreement.request(40, 1), errors));
  }

  @Test
  void onTrueMasksBeatsAndEjectionFractionAreThoseOfThePhantoms() {
    Summary summary = forty(MaskErrors.NONE);
    assertTrue(summary.withNumber() >= 28, summary::toString);
    assertTrue(summary.efMae() <= 0.7, summary::toString);
    assertTrue(summary.edFrames() <= 1.5 && summary.esFrames() <= 1.5, summary::toString);
    assertTrue(summary.missed() <= 0.01 * summary.expected(), summary::toString);
    assertEquals(0, summary.invented(), summary::toString);
  }

  @Test
  void theErrorsOfANetworkCostLittle() {
    Summary summary = forty(MaskErrors.NETWORK);
    assertTrue(summary.efMae() <= 2.5, summary::toString);
    assertTrue(summary.edFrames() <= 1.5 && summary.esFrames() <= 1.5, summary::toString);
    assertTrue(summary.missed() <= 0.07 * summary.expected(), summary::toString);
    assertTrue(summary.invented() <= 0.03 * summary.expected(), summary::toString);
  }

  @Test
  void prematureBeatsAreLeftOutOfTheAverage() {
    int premature = 0;
    int included = 0;
    for (Finding finding :
        PhantomAgreement.measure(PhantomAgreement.request(40, 1), MaskErrors.NONE)) {
      for (AssessedBeat beat : finding.result().beats()) {
        Optional<Boolean> truly = finding.isPremature(beat.beat());
        boolean others = finding.result().beats().size() > 2;
        premature += others && truly.orElse(false) ? 1 : 0;
        included += others && truly.orElse(false) && beat.included() ? 1 : 0;
      }
    }
    assertTrue(premature >= 3, "premature beats: " + premature);
    assertEquals(0, included);
  }
}
