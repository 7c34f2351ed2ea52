package org.echomotion.sentence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echomotion.contract.common.v1.Sentence;
import org.echomotion.contract.common.v1.View;
import org.junit.jupiter.api.Test;

class SentencesTest {

  private static final Pattern PLACE = Pattern.compile("%(?:%|s|d|[.]\\df)");

  /** Values for each place of a template: 7, 8, ...; 7.5, 8.5, ...; or a word. */
  private static Object[] examples(SentenceCode code) {
    List<Object> values = new ArrayList<>();
    Matcher place = PLACE.matcher(code.template());
    while (place.find()) {
      switch (place.group()) {
        case "%%" -> {}
        case "%s" -> values.add("A2C no. 1.5 (CAMUS)");
        case "%d" -> values.add(7 + values.size());
        default -> values.add(7.5 + values.size());
      }
    }
    return values.toArray();
  }

  private static String example(SentenceCode code) {
    return code.text(examples(code));
  }

  @Test
  void findsEachSentenceWithItsValues() {
    for (SentenceCode code : SentenceCode.values()) {
      List<Sentence> found = Sentences.of(example(code));
      assertEquals(1, found.size(), () -> code + ": " + found);
      assertEquals(code.name(), found.get(0).getCode());
      assertEquals(example(code), found.get(0).getText());
      assertEquals(examples(code).length, found.get(0).getValuesCount(), code.name());
    }
  }

  @Test
  void valuesAreThoseOfTheText() {
    Sentence sentence = Sentences.of(SentenceCode.GAIN_LOW.text(41.6, 75.2)).get(0);
    assertEquals(List.of("42", "75"), sentence.getValuesList());
    Sentence calibrated =
        Sentences.of(
                SentenceCode.INTERVAL_CONFORMAL.text(
                    "CAMUS (400), EchoNet (10)", "0a1b2c", "2026-11-30", "both views"))
            .get(0);
    assertEquals(
        List.of("CAMUS (400), EchoNet (10)", "0a1b2c", "2026-11-30", "both views"),
        calibrated.getValuesList());
  }

  @Test
  void findsEverySentenceOfALongerText() {
    for (SentenceCode first : SentenceCode.values()) {
      for (SentenceCode second : SentenceCode.values()) {
        assertEquals(
            List.of(first.name(), second.name()),
            Sentences.of(example(first) + " A2C: " + example(second)).stream()
                .map(Sentence::getCode)
                .toList());
      }
    }
  }

  @Test
  void aSentenceMayStateItsView() {
    String text = "A4C: " + SentenceCode.NO_COMPLETE_BEAT.text();
    assertEquals(
        List.of(
            Sentence.newBuilder()
                .setCode("NO_COMPLETE_BEAT")
                .setText(text)
                .setView(View.VIEW_A4C)
                .build()),
        Sentences.of(text));
  }

  @Test
  void unknownSentencesHaveNoCode() {
    String known = SentenceCode.NO_COMPLETE_BEAT.text();
    assertEquals(
        List.of(
            Sentence.newBuilder().setCode("NO_COMPLETE_BEAT").setText(known).build(),
            Sentence.newBuilder().setText("Of another version. And so on.").build()),
        Sentences.of(known + " Of another version. And so on."));
    assertEquals(List.of(), Sentences.of(""));
  }
}
