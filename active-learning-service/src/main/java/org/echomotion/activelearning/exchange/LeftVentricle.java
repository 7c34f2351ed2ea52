package org.echomotion.activelearning.exchange;

import java.util.Locale;
import java.util.Set;

/** How labels of the left ventricle's cavity are named. */
public final class LeftVentricle {

  /** The name that is written. */
  public static final String NAME = "left ventricle";

  /** The label's value in a mask volume, as in CAMUS. */
  public static final int VALUE = 1;

  private static final Set<String> NAMES =
      Set.of(NAME, "lv", "lv cavity", "left ventricular cavity", "lv endocardium", "endocardium");

  private LeftVentricle() {}

  /** Whether a label of this name is the cavity. Case, underscores and hyphens do not matter. */
  public static boolean isNamed(String label) {
    return NAMES.contains(label.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' '));
  }
}
