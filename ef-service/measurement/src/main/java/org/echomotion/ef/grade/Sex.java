package org.echomotion.ef.grade;

/** Sex as the guideline's cut-offs distinguish it. */
public enum Sex {
  MALE("male", 52, 72),
  FEMALE("female", 54, 74);

  private final String code;
  private final int lowestNormalPercent;
  private final int highestNormalPercent;

  Sex(String code, int lowestNormalPercent, int highestNormalPercent) {
    this.code = code;
    this.lowestNormalPercent = lowestNormalPercent;
    this.highestNormalPercent = highestNormalPercent;
  }

  /** The code of FHIR's AdministrativeGender. */
  public String code() {
    return code;
  }

  /** Lower end of the normal ejection fraction, whole percent. */
  public int lowestNormalPercent() {
    return lowestNormalPercent;
  }

  /** Upper end of the normal ejection fraction, whole percent. */
  public int highestNormalPercent() {
    return highestNormalPercent;
  }
}
