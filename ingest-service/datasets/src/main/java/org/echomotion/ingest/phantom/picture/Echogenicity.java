package org.echomotion.ingest.phantom.picture;

import org.echomotion.ingest.phantom.Draw;

/**
 * Mean brightness of each tissue (0 to 255) and the effects of scanner and chest, drawn once per
 * phantom. The centres are the means measured on public clips of each look.
 *
 * @param lateralTissue brightness factor of the tissue (lung) beyond the lateral wall
 * @param septalAlong brightness factor along the septal wall, apex to base
 * @param septalOnset mm from the traced edge to the visible one, outward positive, along the septal
 *     wall
 * @param lateralOnset the same along the lateral wall
 */
record Echogenicity(
    double cavity,
    double septal,
    double lateral,
    double apical,
    double tissue,
    double lateralTissue,
    double blood,
    double pericardium,
    double deep,
    double annulus,
    double leaflet,
    double haze,
    double hazeDepthMm,
    double edgeMm,
    double lateralClutter,
    double clutter,
    double papillary,
    double papillaryAlong,
    double papillaryReachMm,
    double speckleContrast,
    double tissueVariation,
    double gain,
    double gamma,
    double[] septalAlong,
    double[] lateralAlong,
    double[] pericardiumAlong,
    double[] septalOnset,
    double[] lateralOnset) {

  static Echogenicity of(Look look, Draw draw) {
    return look == Look.ECHONET ? echoNet(draw) : camus(draw);
  }

  private static Echogenicity echoNet(Draw draw) {
    return new Echogenicity(
        draw.normal(3, 2, 0.8, 10),
        draw.normal(120, 28, 60, 190),
        draw.normal(46, 22, 10, 100),
        draw.normal(50, 18, 20, 100),
        draw.normal(66, 22, 20, 120),
        draw.uniform(0.35, 1.1),
        draw.normal(18, 9, 4, 45),
        draw.normal(66, 25, 10, 120),
        draw.normal(125, 40, 30, 200),
        draw.normal(80, 30, 20, 140),
        draw.normal(90, 30, 35, 150),
        draw.normal(52, 22, 8, 110),
        draw.normal(35, 7, 20, 52),
        draw.normal(2.6, 0.5, 1.6, 3.8),
        draw.uniform(0, 2),
        draw.uniform(0, 7),
        draw.chance(0.6) ? draw.uniform(8, 55) : 0,
        draw.uniform(0.4, 0.68),
        draw.uniform(1, 7),
        draw.normal(0.72, 0.18, 0.3, 1.1),
        draw.uniform(0.2, 0.4),
        Math.exp(draw.normal(0, 0.16, -0.4, 0.4)),
        draw.normal(1, 0.1, 0.8, 1.25),
        along(draw, 0.18),
        along(draw, 0.5),
        along(draw, 0.55),
        onset(draw, -0.2, 0.9),
        onset(draw, 1.6, 1.6));
  }

  private static Echogenicity camus(Draw draw) {
    double exposure = Math.exp(draw.normal(0, 0.2, -0.45, 0.45));
    double cavity = draw.normal(50, 9, 32, 76) * exposure;
    return new Echogenicity(
        cavity,
        draw.normal(134, 18, 95, 180) * exposure,
        draw.normal(94, 17, 60, 135) * exposure,
        draw.normal(98, 15, 65, 140) * exposure,
        draw.normal(97, 16, 60, 140) * exposure,
        draw.uniform(0.75, 1.1),
        cavity * draw.normal(1.35, 0.25, 0.85, 1.9),
        draw.normal(42, 17, 8, 85) * exposure,
        draw.normal(60, 30, 10, 120) * exposure,
        draw.normal(55, 22, 10, 110) * exposure,
        draw.normal(65, 25, 20, 120) * exposure,
        draw.normal(42, 15, 12, 80) * exposure,
        draw.normal(30, 8, 18, 55),
        draw.normal(3.2, 0.7, 1.8, 4.8),
        draw.uniform(0, 0.2),
        draw.uniform(0, 16) * exposure,
        draw.chance(0.6) ? draw.uniform(8, 40) * exposure : 0,
        draw.uniform(0.4, 0.68),
        draw.uniform(1, 7),
        draw.normal(0.47, 0.08, 0.3, 0.7),
        draw.uniform(0.1, 0.22),
        1,
        draw.normal(1, 0.08, 0.85, 1.2),
        along(draw, 0.14),
        along(draw, 0.22),
        along(draw, 0.4),
        onset(draw, -0.4, 0.9),
        onset(draw, 0.8, 1.4));
  }

  /** A factor around 1 that drifts along the wall, with occasional dropout to almost nothing. */
  private static double[] along(Draw draw, double sd) {
    double[] drift = drift(draw);
    double[] factor = new double[drift.length];
    for (int i = 0; i < factor.length; i++) {
      factor[i] = Math.max(0.08, 1 + sd * drift[i]);
    }
    return factor;
  }

  private static double[] onset(Draw draw, double mean, double sd) {
    double shift = mean + 0.6 * sd * draw.normal(0, 1, -2, 2);
    double[] drift = drift(draw);
    for (int i = 0; i < drift.length; i++) {
      drift[i] = shift + 0.8 * sd * drift[i];
    }
    return drift;
  }

  private static double[] drift(Draw draw) {
    float[] noise = new float[48];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) draw.gaussian();
    }
    noise = PeriodicBlur.unitVariance(PeriodicBlur.torus(noise, 1, noise.length, 0, 3));
    double[] out = new double[24];
    for (int i = 0; i < out.length; i++) {
      out[i] = noise[i];
    }
    return out;
  }
}
