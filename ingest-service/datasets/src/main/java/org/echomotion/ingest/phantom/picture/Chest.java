package org.echomotion.ingest.phantom.picture;

import org.echomotion.ingest.phantom.Draw;
import org.echomotion.ingest.phantom.heart.Curve;

/**
 * The effects of the chest between probe and heart, which do not move with the heart: gain per beam
 * and depth, rib and lung shadows, reverberation haze in the near field.
 */
final class Chest {

  private record Shadow(double beam, double width, double from, double keep) {}

  private final Echogenicity echo;
  private final double[] beamGain;
  private final double[] depthGain;
  private final Shadow[] shadows;
  private final double edgeFade;
  private final double hazeCentre;
  private final double hazeSpread;
  private final double bands;
  private final double bandPhase;
  private final double darkTopMm;
  private final double floorDepth;
  private final double floorTilt;
  private final double floorWidth;
  private final double[] floor;
  private final float[] clutter;

  Chest(Look look, Echogenicity echo, Draw draw) {
    boolean camus = look == Look.CAMUS;
    this.echo = echo;
    this.beamGain = smooth(draw, 24, camus ? 0.1 : 0.18, 2.5);
    this.depthGain = smooth(draw, 16, camus ? 0.1 : 0.14, 3);
    int count = draw.below(camus ? 2 : 3);
    this.shadows = new Shadow[count];
    for (int i = 0; i < count; i++) {
      // Shadows are mostly near the edges, where ribs and lung are, and usually near the lateral
      // edge.
      double beam =
          draw.chance(0.65) ? draw.normal(0.88, 0.08, 0.7, 1) : draw.normal(0.12, 0.08, 0, 0.3);
      shadows[i] =
          new Shadow(
              beam,
              draw.uniform(0.05, 0.13),
              draw.chance(0.5) ? 0 : draw.uniform(0.1, 0.5),
              draw.uniform(camus ? 0.4 : 0.15, 0.8));
    }
    this.edgeFade = camus ? draw.uniform(0, 0.2) : draw.uniform(0.05, 0.6);
    this.hazeCentre = draw.normal(0.5, 0.1, 0.25, 0.75);
    this.hazeSpread = draw.uniform(0.25, 0.6);
    this.bands = draw.uniform(0.1, camus ? 0.9 : 0.5);
    this.darkTopMm = draw.chance(0.5) ? draw.uniform(2, 9) : 0.01;
    this.bandPhase = draw.uniform(0, 6);
    this.floorDepth = draw.uniform(0.8, 0.93);
    this.floorTilt = draw.uniform(-0.12, 0.12);
    this.floorWidth = draw.uniform(0.025, 0.06);
    this.floor = smooth(draw, 24, 0.7, 1.8);
    float[] noise = new float[64 * 64];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) draw.gaussian();
    }
    this.clutter = PeriodicBlur.unitVariance(PeriodicBlur.torus(noise, 64, 64, 4, 1.5));
  }

  /**
   * Writes multiplicative gain, additive haze, and the bright tissue behind the heart, all [beams,
   * depths].
   */
  void fill(float[] gain, float[] haze, float[] behind, int beams, int depths, double depthMm) {
    for (int b = 0; b < beams; b++) {
      double beam = b / (beams - 1.0);
      double edge = Math.abs(2 * beam - 1);
      double across = Curve.table(beamGain, beam) * (1 - edgeFade * Curve.ramp(edge, 0.45, 1.05));
      for (int r = 0; r < depths; r++) {
        double depth = r / (depths - 1.0);
        double value = across * Curve.table(depthGain, depth);
        for (Shadow shadow : shadows) {
          double cover =
              Curve.bell(beam - shadow.beam, shadow.width)
                  * Curve.ramp(depth, shadow.from - 0.05, shadow.from + 0.1);
          value *= 1 - (1 - shadow.keep) * cover;
        }
        double mm = depth * depthMm;
        double near = mm / echo.hazeDepthMm();
        int cell = (b * 63 / beams) * 64 + r * 63 / depths;
        double reverberation =
            1 + bands * Math.sin(mm * 0.9 + bandPhase) * Math.exp(-mm / 25) + 0.3 * clutter[cell];
        double bell = Math.exp(-0.5 * Math.pow((beam - hazeCentre) / hazeSpread, 2));
        gain[b * depths + r] = (float) value;
        double back =
            echo.deep()
                * 0.55
                * Math.max(0, Curve.table(floor, beam) - 0.5)
                * Curve.bell(depth - floorDepth - floorTilt * (beam - 0.5), floorWidth)
                * (1 + 0.4 * clutter[cell]);
        behind[b * depths + r] = (float) back;
        double field = echo.haze() * Math.exp(-near * near) * bell * reverberation;
        double patches = echo.clutter() * Math.max(0, clutter[cell] - 0.2) * value;
        haze[b * depths + r] = (float) Math.max(0, field * Curve.ramp(mm, 0, darkTopMm) + patches);
      }
    }
  }

  private static double[] smooth(Draw draw, int n, double sd, double sigma) {
    float[] noise = new float[2 * n];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) draw.gaussian();
    }
    noise = PeriodicBlur.unitVariance(PeriodicBlur.torus(noise, 1, noise.length, 0, sigma));
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = Math.exp(sd * noise[i]);
    }
    return out;
  }
}
