package org.echomotion.activelearning.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.error.EchoMotionException;

/** Assertions for the tests of all formats. */
public final class RoundTrip {

  private RoundTrip() {}

  /** Reads a file. */
  public interface Reading {
    Object from(InputStream in) throws IOException;
  }

  /** The labels agree in frame, reader, verdict, phase and grade, and their masks in Dice. */
  public static void assertKept(
      List<LabelledFrame> expected, List<LabelledFrame> actual, double leastDice) {
    assertEquals(
        expected.stream().map(RoundTrip::withoutOutline).toList(),
        actual.stream().map(RoundTrip::withoutOutline).toList());
    assertMasksKept(expected, actual, leastDice);
  }

  public static void assertMasksKept(
      List<LabelledFrame> expected, List<LabelledFrame> actual, double leastDice) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).frame(), actual.get(i).frame());
      if (expected.get(i).isOutlined()) {
        double dice = Ventricles.dice(expected.get(i), actual.get(i));
        assertTrue(dice >= leastDice, "label " + i + " has Dice " + dice);
      }
    }
  }

  private static List<Object> withoutOutline(LabelledFrame label) {
    return List.of(
        label.frame(), label.reader(), label.verdict(), label.phase(), label.imageQuality());
  }

  /** The file is refused with this message after "The labels cannot be imported: ". */
  public static void assertRefused(String message, byte[] file, Reading reading) {
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> reading.from(new ByteArrayInputStream(file)));
    assertEquals(ActiveLearningError.BAD_IMPORT, refusal.code());
    assertEquals("The labels cannot be imported: " + message + ".", refusal.getMessage());
  }

  public static void assertRefused(String message, String file, Reading reading) {
    assertRefused(message, file.getBytes(StandardCharsets.UTF_8), reading);
  }

  public static InputStream stream(String file) {
    return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
  }
}
