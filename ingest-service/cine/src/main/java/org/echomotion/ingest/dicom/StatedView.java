package org.echomotion.ingest.dicom;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echomotion.ingest.decode.EchoView;

/** The view that a file states by its view code sequence or its view name. */
final class StatedView {

  /** SNOMED CT and the older SNOMED RT codes of DICOM PS3.16, context group 12226. */
  private static final Pattern A4C_CODE = Pattern.compile("399214001|G-A19C");

  private static final Pattern A2C_CODE = Pattern.compile("399232001|G-A19B");

  private static final String PREFIX = "(^|.*[^a-z0-9])(a|ap|apical)?[ _-]*";
  private static final String SUFFIX = "[ _-]*(c|ch|cv|chamber|chambers)([^a-z0-9].*|$)";
  private static final Pattern A4C_NAME = Pattern.compile(PREFIX + "(4|four)" + SUFFIX);
  private static final Pattern A2C_NAME = Pattern.compile(PREFIX + "(2|two)" + SUFFIX);

  /** Views of four chambers that do not show the whole left ventricle. */
  private static final Pattern OTHER_NAME = Pattern.compile(".*(\\brv|subcost).*");

  private StatedView() {}

  /** Apical four- or two-chamber; empty where the file states another view, or none. */
  static Optional<EchoView> of(DataSet attributes) {
    return attributes.items(Attribute.VIEW_CODE_SEQUENCE).stream()
        .flatMap(
            item ->
                Stream.of(
                    item.text(Attribute.CODE_VALUE).flatMap(StatedView::byCode),
                    item.text(Attribute.CODE_MEANING).flatMap(StatedView::byName)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> attributes.text(Attribute.VIEW_NAME).flatMap(StatedView::byName));
  }

  private static Optional<EchoView> byCode(String code) {
    return choose(A4C_CODE.matcher(code).matches(), A2C_CODE.matcher(code).matches());
  }

  private static Optional<EchoView> byName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.length() > 64 || OTHER_NAME.matcher(lower).matches()) {
      return Optional.empty();
    }
    return choose(A4C_NAME.matcher(lower).matches(), A2C_NAME.matcher(lower).matches());
  }

  private static Optional<EchoView> choose(boolean fourChamber, boolean twoChamber) {
    if (fourChamber == twoChamber) {
      return Optional.empty();
    }
    return Optional.of(fourChamber ? EchoView.A4C : EchoView.A2C);
  }
}
