package org.echomotion.ef.volume;

/** A volume in millilitres, not negative. */
public record Millilitres(double value) implements Comparable<Millilitres> {

  public Millilitres {
    if (!(value >= 0) || !Double.isFinite(value)) {
      throw new IllegalArgumentException("a volume in millilitres must be a number of at least 0");
    }
  }

  @Override
  public int compareTo(Millilitres other) {
    return Double.compare(value, other.value);
  }
}
