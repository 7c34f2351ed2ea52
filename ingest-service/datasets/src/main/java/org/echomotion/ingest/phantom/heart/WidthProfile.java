package org.echomotion.ingest.phantom.heart;

/**
 * Relative chamber width in 20 equal disks from apex to base, and its continuation between them.
 *
 * <p>The end-diastolic and end-systolic tables are the mean shapes measured on public clips.
 */
public final class WidthProfile {

  public static final int DISKS = 20;

  private static final double[] ECHONET_ED = {
    .16, .35, .47, .57, .65, .72, .76, .80, .83, .86, .89, .91, .93, .96, .98, .99, .98, .94, .80,
    .38
  };
  private static final double[] ECHONET_ES = {
    .11, .25, .35, .43, .50, .56, .61, .66, .70, .73, .77, .80, .85, .89, .93, .97, .99, .99, .89,
    .58
  };
  private static final double[] CAMUS_ED = {
    .40, .56, .66, .73, .78, .83, .87, .90, .92, .94, .96, .97, .98, .99, .99, .98, .96, .93, .86,
    .66
  };
  private static final double[] CAMUS_ES = {
    .38, .53, .62, .69, .74, .78, .81, .84, .86, .89, .92, .94, .96, .98, .99, .99, .98, .96, .92,
    .80
  };

  private final double[] disks;

  private WidthProfile(double[] disks) {
    this.disks = disks;
  }

  /**
   * End-diastolic shape: {@code roundness} 0 is the narrow-tipped EchoNet mean, 1 the CAMUS one.
   */
  public static WidthProfile endDiastolic(double roundness, double[] individual) {
    return individual(ECHONET_ED, CAMUS_ED, roundness, individual);
  }

  /** End-systolic shape, as {@link #endDiastolic}. */
  public static WidthProfile endSystolic(double roundness, double[] individual) {
    return individual(ECHONET_ES, CAMUS_ES, roundness, individual);
  }

  private static WidthProfile individual(double[] a, double[] b, double weight, double[] factor) {
    double[] d = new double[DISKS];
    double max = 0;
    for (int i = 0; i < DISKS; i++) {
      d[i] = ((1 - weight) * a[i] + weight * b[i]) * factor[i];
      max = Math.max(max, d[i]);
    }
    for (int i = 0; i < DISKS; i++) {
      d[i] /= max;
    }
    return new WidthProfile(d);
  }

  /** Returns a shape from the relative widths of its 20 disks, apex first. */
  public static WidthProfile of(double... disks) {
    if (disks.length != DISKS) {
      throw new IllegalArgumentException("a width profile has " + DISKS + " disks");
    }
    return new WidthProfile(disks.clone());
  }

  WidthProfile towards(WidthProfile other, double weight) {
    double[] d = new double[DISKS];
    for (int i = 0; i < DISKS; i++) {
      d[i] = (1 - weight) * disks[i] + weight * other.disks[i];
    }
    return new WidthProfile(d);
  }

  /** Sum over the disks of the squared relative width. */
  public double sumOfSquares() {
    double sum = 0;
    for (double d : disks) {
      sum += d * d;
    }
    return sum;
  }

  public double maximum() {
    double max = 0;
    for (double d : disks) {
      max = Math.max(max, d);
    }
    return max;
  }

  double mean() {
    double sum = 0;
    for (double d : disks) {
      sum += d;
    }
    return sum / DISKS;
  }

  /**
   * Relative width at {@code x} in 0 (apex) to 1 (base): the table at disk centres, linear between,
   * a round tip before the first and a nearly closed base after the last.
   */
  double at(double x) {
    double f = x * DISKS - 0.5;
    if (f <= 0) {
      return disks[0] * Math.sqrt(Math.max(0, x * DISKS * 2));
    }
    int i = (int) f;
    if (i >= DISKS - 1) {
      double end = Math.max(0.1, disks[DISKS - 1] - 0.25);
      return disks[DISKS - 1] + 2 * (f - (DISKS - 1)) * (end - disks[DISKS - 1]);
    }
    return disks[i] + (f - i) * (disks[i + 1] - disks[i]);
  }

  /** Relative width, as {@link #at}, for a base cut straight across instead of obliquely. */
  double uncut(double x) {
    double here = at(x);
    return x <= 0.8 ? here : Math.max(here, at(0.8) * (1 - 0.9 * (x - 0.8)));
  }
}
