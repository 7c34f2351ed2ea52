package org.echomotion.cli.accuracy.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.echomotion.cli.accuracy.agreement.Agreement.Pair;
import org.junit.jupiter.api.Test;

class AgreementTest {

  @Test
  void figuresAreThoseByHand() {
    // Differences -2, 4, 1, 5: sum 8, squares 46. References 40, 50, 60, 70 about 55: squares 500.
    Agreement agreement =
        Agreement.of(
            List.of(
                new Pair("a", 38, 40),
                new Pair("b", 54, 50),
                new Pair("c", 61, 60),
                new Pair("d", 75, 70)));
    assertEquals(4, agreement.n());
    assertEquals(3, agreement.mae(), 1e-12);
    assertEquals(Math.sqrt(46 / 4.0), agreement.rmse(), 1e-12);
    assertEquals(2, agreement.bias(), 1e-12);
    // (46 - 4 * 4) / 3 = 10
    assertEquals(Math.sqrt(10), agreement.sd(), 1e-12);
    assertEquals(2 - 1.96 * Math.sqrt(10), agreement.lowerLimit(), 1e-12);
    assertEquals(2 + 1.96 * Math.sqrt(10), agreement.upperLimit(), 1e-12);
    assertEquals(1 - 46 / 500.0, agreement.r2(), 1e-12);
    // Measured about 57: -19, -3, 4, 18 with -15, -5, 5, 15: 590; squares 710 and 500.
    assertEquals(590 / Math.sqrt(710 * 500), agreement.pearson(), 1e-12);
    assertTrue(agreement.maeInterval().lower() >= 1 && agreement.maeInterval().upper() <= 5);
  }

  @Test
  void aConstantOffsetIsAllBias() {
    Agreement agreement =
        Agreement.of(List.of(new Pair("a", 43, 40), new Pair("b", 53, 50), new Pair("c", 68, 65)));
    assertEquals(3, agreement.bias(), 1e-12);
    assertEquals(0, agreement.sd(), 1e-9);
    assertEquals(1, agreement.pearson(), 1e-12);
    assertEquals(3, agreement.biasInterval().lower(), 1e-9);
    assertEquals(3, agreement.biasInterval().upper(), 1e-9);
  }

  @Test
  void whatDoesNotVaryHasNoCorrelation() {
    Agreement agreement = Agreement.of(List.of(new Pair("a", 50, 55), new Pair("b", 50, 55)));
    assertTrue(Double.isNaN(agreement.pearson()));
    assertTrue(Double.isNaN(agreement.r2()));
  }
}
