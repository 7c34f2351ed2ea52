package org.echomotion.cli.phantoms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.echomotion.cli.phantoms.PhantomAgreement.Along;
import org.echomotion.cli.phantoms.PhantomAgreement.Finding;
import org.echomotion.cli.phantoms.PhantomAgreement.MaskErrors;
import org.echomotion.ef.beats.AssessedBeat;
import org.echomotion.ef.contour.MaskOutline;
import org.echomotion.ef.volume.Disks;
import org.echomotion.ef.volume.Tracing;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.echomotion.ingest.phantom.PhantomSimulator;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.PhantomTruth;
import org.junit.jupiter.api.Test;

class PhantomAgreementTest {

  private static Summary forty(MaskErrors errors) {
    return forty(errors, Along.NOTHING);
  }

  private static Summary forty(MaskErrors errors, Along along) {
    return Summary.of(PhantomAgreement.measure(PhantomAgreement.request(40, 1), errors, along));
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
  void theTimesOfFramesTakeOutTheErrorsOfThoseLost() {
    Summary without = forty(MaskErrors.NONE);
    Summary timed = forty(MaskErrors.NONE, Along.TIMES);
    assertTrue(timed.efMae() < 0.9 * without.efMae(), timed::toString);
  }

  @Test
  void rWavesFindBeatsThatTheErrorsHideAndInventFewer() {
    PhantomRequest request = PhantomAgreement.request(40, 2);
    Summary alone = Summary.of(PhantomAgreement.measure(request, MaskErrors.NETWORK));
    Summary parted =
        Summary.of(PhantomAgreement.measure(request, MaskErrors.NETWORK, Along.rWaves(0)));
    assertTrue(parted.missed() < alone.missed(), parted::toString);
    assertTrue(parted.invented() <= 0.5 * alone.invented(), parted::toString);
  }

  /** Both ways of EchoNet-Dynamic's users: the traced rows, and the outline of the mask. */
  @Test
  void tracingsAndMasksGiveTheSameEjectionFraction() {
    double sum = 0;
    for (PhantomSpec spec : PhantomSimulator.specs(PhantomRequest.of(40, 5))) {
      PhantomSimulator phantom = PhantomSimulator.of(spec, OptionalInt.empty());
      PhantomTruth truth = phantom.truth();
      PhantomTruth.Tracing ed = truth.edTracing().orElseThrow();
      PhantomTruth.Tracing es = truth.esTracing().orElseThrow();
      double traced = 100 * (1 - traced(es) / traced(ed));
      double masked = 100 * (1 - masked(phantom, es.frame()) / masked(phantom, ed.frame()));
      // A mask at working resolution knows its outline to half a pixel.
      assertEquals(traced, masked, 2, spec.name());
      sum += Math.abs(traced - masked);
    }
    assertTrue(sum / 40 <= 0.6, "mean difference " + sum / 40);
  }

  private static double traced(PhantomTruth.Tracing tracing) {
    return Tracing.ofRows(
            tracing.lines().stream()
                .map(line -> new double[] {line.x1(), line.y1(), line.x2(), line.y2()})
                .toList())
        .volume()
        .value();
  }

  private static double masked(PhantomSimulator phantom, int frame) {
    return Disks.of(
            MaskOutline.traceCavity(
                    phantom.mask(frame), phantom.truth().widthPx(), phantom.truth().heightPx())
                .orElseThrow())
        .volume()
        .value();
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
