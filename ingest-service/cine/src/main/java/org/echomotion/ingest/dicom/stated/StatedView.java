package org.echomotion.ingest.dicom.stated;

import static org.echomotion.remark.Remark.Basis.STATED;
import static org.echomotion.remark.Remark.Property.CONTENT;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * The view stated in a file's view code sequence or view name.
 *
 * @param view empty if the file does not state A4C or A2C
 * @param remarks names another view that the file states
 */
public record StatedView(Optional<EchoView> view, List<Remark> remarks) {

  private static final StatedView NONE = new StatedView(Optional.empty(), List.of());

  /** SNOMED CT and the older SNOMED RT codes of DICOM PS3.16, context group 12226. */
  private static final Pattern A4C_CODE = Pattern.compile("399214001|G-A19C");

  private static final Pattern A2C_CODE = Pattern.compile("399232001|G-A19B");

  /** Coding schemes with the same codes in every file. */
  private static final Set<String> PUBLIC_SCHEMES =
      Set.of("SCT", "SRT", "SNM3", "99SDM", "DCM", "LN");

  private static final String PREFIX = "(^|.*[^a-z0-9])(a|ap|apical)?[ _-]*";
  private static final String SUFFIX = "[ _-]*(c|ch|cv|chamber|chambers)([^a-z0-9].*|$)";
  private static final Pattern A4C_NAME = Pattern.compile(PREFIX + "(4|four)" + SUFFIX);
  private static final Pattern A2C_NAME = Pattern.compile(PREFIX + "(2|two)" + SUFFIX);

  private static final int MAX_NAME = 64;

  /** Other views by name; the first match applies. */
  private enum Other {
    RIGHT_VENTRICLE("a view of the right ventricle", ".*\\b(rv|right ventric).*"),
    SUBCOSTAL("a subcostal view", ".*(subcost|sub-cost|subxiph).*|(^|.*\\W)(sc|sx)\\W.*"),
    SUPRASTERNAL("a suprasternal view", ".*suprastern.*"),
    APICAL_LONG_AXIS(
        "the apical long axis",
        ".*(apical long|\\baplax|\\balax\\b|\\bap ?lax\\b).*|" + PREFIX + "(3|three)" + SUFFIX),
    APICAL_FIVE_CHAMBER("the apical five-chamber view", PREFIX + "(5|five)" + SUFFIX),
    PARASTERNAL("a parasternal view", ".*(parastern|\\bpla\\b|plax|\\bpsa\\b|psax).*"),
    LONG_AXIS("a long-axis view", ".*(long[ -]axis|\\blax\\b).*"),
    SHORT_AXIS("a short-axis view", ".*(short[ -]axis|\\bsax\\b).*"),
    TRANSOESOPHAGEAL("a transoesophageal view", ".*(trans-?o?esoph|\\btee\\b|\\btoe\\b).*");

    private final String title;
    private final Pattern name;

    Other(String title, String name) {
      this.title = title;
      this.name = Pattern.compile(name);
    }
  }

  /** Reads the codes first, then the name; unknown codes and names are ignored. */
  public static StatedView of(DataSet attributes) {
    return attributes.items(Attribute.VIEW_CODE_SEQUENCE).stream()
        .map(StatedView::coded)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> attributes.text(Attribute.VIEW_NAME).flatMap(StatedView::named))
        .orElse(NONE);
  }

  private static Optional<StatedView> coded(DataSet item) {
    String code = item.text(Attribute.CODE_VALUE).orElse("");
    Optional<StatedView> byCode =
        either(A4C_CODE.matcher(code).matches(), A2C_CODE.matcher(code).matches());
    Optional<StatedView> byMeaning = item.text(Attribute.CODE_MEANING).flatMap(StatedView::named);
    String scheme = item.text(Attribute.CODING_SCHEME_DESIGNATOR).orElse("");
    if (byCode.isPresent()) {
      return byCode;
    }
    if (PUBLIC_SCHEMES.contains(scheme.toUpperCase(Locale.ROOT)) && !code.isEmpty()) {
      // The code belongs to another view.
      return byMeaning
          .filter(named -> named.view.equals(Optional.of(EchoView.OTHER)))
          .or(() -> Optional.of(other("a view by its code")));
    }
    return byMeaning;
  }

  private static Optional<StatedView> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.length() > MAX_NAME) {
      return Optional.empty();
    }
    for (Other other : Other.values()) {
      if (other.name.matcher(lower).matches()) {
        return Optional.of(other(other.title));
      }
    }
    return either(A4C_NAME.matcher(lower).matches(), A2C_NAME.matcher(lower).matches());
  }

  private static Optional<StatedView> either(boolean fourChamber, boolean twoChamber) {
    if (fourChamber == twoChamber) {
      return Optional.empty();
    }
    EchoView view = fourChamber ? EchoView.A4C : EchoView.A2C;
    return Optional.of(new StatedView(Optional.of(view), List.of()));
  }

  private static StatedView other(String title) {
    return new StatedView(
        Optional.of(EchoView.OTHER),
        List.of(new Remark(CONTENT, STATED, SentenceCode.STATES_OTHER_VIEW.text(title))));
  }
}
