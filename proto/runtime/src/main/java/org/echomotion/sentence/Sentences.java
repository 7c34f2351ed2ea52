package org.echomotion.sentence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echomotion.contract.common.v1.Sentence;
import org.echomotion.contract.common.v1.View;

/**
 * Finds the sentences of {@link SentenceCode} in English texts. Texts are stored, not codes, so
 * results that an earlier version stored are read, too.
 */
public final class Sentences {

  private static final Pattern PLACE = Pattern.compile("%(?:(%)|(s)|d|[.]\\df)");

  /** No value is longer, or has a colon. */
  private static final String WORD = "([^:]{1,200}?)";

  private static final String NUMBER = "(-?\\d+(?:[.]\\d+)?|NaN)";

  private static final Pattern VIEW = Pattern.compile("(A4C|A2C): ");

  private static final Map<SentenceCode, Pattern> PATTERNS = patterns();

  private Sentences() {}

  /**
   * The sentences of a text, in order. What has no code becomes one sentence without a code, up to
   * the end of the text.
   *
   * @param text sentences with a space between them; a sentence may begin with its view, such as
   *     "A4C: "
   */
  public static List<Sentence> of(String text) {
    List<Sentence> sentences = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Sentence next = next(text, at);
      sentences.add(next);
      at += next.getText().length() + 1;
    }
    return sentences;
  }

  /** The sentences of texts, in order. */
  public static List<Sentence> of(List<String> texts) {
    return texts.stream().flatMap(text -> of(text).stream()).toList();
  }

  private static Sentence next(String text, int at) {
    Sentence.Builder sentence = Sentence.newBuilder();
    Matcher view = VIEW.matcher(text).region(at, text.length());
    int start = at;
    if (view.lookingAt()) {
      sentence.setView(view.group(1).equals("A4C") ? View.VIEW_A4C : View.VIEW_A2C);
      start = view.end();
    }
    int end = text.length();
    for (Map.Entry<SentenceCode, Pattern> entry : PATTERNS.entrySet()) {
      Matcher matcher = entry.getValue().matcher(text).region(start, text.length());
      if (matcher.lookingAt() && (sentence.getCode().isEmpty() || matcher.end() < end)) {
        end = matcher.end();
        sentence.setCode(entry.getKey().name()).clearValues().addAllValues(values(matcher));
      }
    }
    return sentence.setText(text.substring(at, end)).build();
  }

  private static List<String> values(MatchResult match) {
    List<String> values = new ArrayList<>();
    for (int group = 1; group <= match.groupCount(); group++) {
      values.add(match.group(group));
    }
    return values;
  }

  private static Map<SentenceCode, Pattern> patterns() {
    Map<SentenceCode, Pattern> patterns = new EnumMap<>(SentenceCode.class);
    for (SentenceCode code : SentenceCode.values()) {
      patterns.put(code, pattern(code.template()));
    }
    return patterns;
  }

  /** A sentence ends the text, or a space follows it. */
  private static Pattern pattern(String template) {
    Matcher place = PLACE.matcher(template);
    StringBuilder regex = new StringBuilder();
    int from = 0;
    while (place.find()) {
      regex.append(Pattern.quote(template.substring(from, place.start())));
      regex.append(place.group(1) != null ? "%" : place.group(2) != null ? WORD : NUMBER);
      from = place.end();
    }
    return Pattern.compile(regex + Pattern.quote(template.substring(from)) + "(?= |$)");
  }
}
