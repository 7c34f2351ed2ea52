package org.echomotion.ingest.phantom.heart;

import org.echomotion.ingest.phantom.ApicalView;

/** One patient's beating heart in the image plane: the shapes at any time, in mm. */
public final class Heart {

  /** The individual's fixed measures, in mm unless stated otherwise. */
  public record Build(
      double edvMl,
      double esvMl,
      double apexX,
      double apexY,
      double angleRad,
      double lengthMm,
      double shortening,
      WidthProfile endDiastolic,
      WidthProfile endSystolic,
      double bend,
      double obliquity,
      double septalWall,
      double apicalWall,
      double lateralWall,
      double rvWidth,
      double rvReach,
      double atriumWidth,
      double atriumLength,
      double apexStrokeMm,
      double swingRad) {}

  private final Build build;
  private final CardiacCycle cycle;
  private final Drift drift;
  private final ApicalView view;

  public Heart(Build build, CardiacCycle cycle, Drift drift, ApicalView view) {
    this.build = build;
    this.cycle = cycle;
    this.drift = drift;
    this.view = view;
  }

  public CardiacCycle cycle() {
    return cycle;
  }

  public Build build() {
    return build;
  }

  /** True volume of the ventricle at a time, ml. The picture may show more or less of it. */
  double volumeMl(double timeSec) {
    return build.edvMl - (build.edvMl - build.esvMl) * cycle.contraction(timeSec);
  }

  public LeftVentricle leftVentricle(double timeSec) {
    double c = cycle.contraction(timeSec);
    double vigour = Math.min(1, (1 - build.esvMl / build.edvMl) / 0.6);
    double shown = drift.volumeFactor(timeSec);
    double length = build.lengthMm * (1 - build.shortening * c) * Math.cbrt(shown);
    WidthProfile profile = build.endDiastolic.towards(build.endSystolic, c * vigour);
    double width = LeftVentricle.widthFor(volumeMl(timeSec) * shown, length, profile);
    double stroke = build.apexStrokeMm * c;
    return new LeftVentricle(
        build.apexX + stroke * Math.cos(build.angleRad) + drift.xMm(timeSec),
        build.apexY + stroke * Math.sin(build.angleRad) + drift.yMm(timeSec),
        build.angleRad + build.swingRad * c,
        length,
        width,
        profile,
        build.bend,
        build.obliquity);
  }

  public Anatomy at(double timeSec) {
    LeftVentricle lv = leftVentricle(timeSec);
    double c = cycle.contraction(timeSec);
    double vigour = Math.min(1, (1 - build.esvMl / build.edvMl) / 0.6);
    // The muscle is incompressible: the wall thickens when the chamber narrows.
    double thickening = 1 + 0.35 * c * vigour;
    double septal = build.septalWall * thickening;
    double apical = build.apicalWall * (1 + 0.15 * c * vigour);
    double lateral = build.lateralWall * thickening;
    Shape muscle = lv.outline(septal, apical, lateral);
    Shape leftAtrium = atrium(lv, c, 0.5 * (lv.left(0.94) + lv.right(0.94)), 1, lv.lengthMm());
    Shape[] rightHeart = {};
    if (view == ApicalView.A4C) {
      double centre = lv.left(0.9) - septal - 0.5 * rvWidth(c * vigour) - 1;
      rightHeart =
          new Shape[] {
            rightVentricle(lv, septal, c * vigour),
            atrium(lv, c, centre, 0.95, 0.95 * lv.lengthMm())
          };
    }
    return new Anatomy(
        lv,
        lv.outline(),
        muscle,
        leftAtrium,
        rightHeart,
        septal,
        apical,
        lateral,
        cycle.mitralOpening(timeSec));
  }

  private double rvWidth(double contraction) {
    return build.rvWidth * (1 - 0.22 * contraction);
  }

  private Shape rightVentricle(LeftVentricle lv, double septal, double contraction) {
    int n = 14;
    double[] xs = new double[2 * n];
    double[] ys = new double[2 * n];
    double width = rvWidth(contraction);
    for (int i = 0; i < n; i++) {
      double f = i / (n - 1.0);
      double x = build.rvReach + (0.93 - build.rvReach) * f;
      double s = x * lv.lengthMm();
      double inner = lv.left(x) - septal - 0.5;
      double outer = inner - width * Math.pow(Math.sin(Math.PI / 2 * Math.min(1, 1.15 * f)), 0.8);
      xs[i] = lv.x(s, inner);
      ys[i] = lv.y(s, inner);
      xs[2 * n - 1 - i] = lv.x(s + 0.06 * width * f, outer);
      ys[2 * n - 1 - i] = lv.y(s + 0.06 * width * f, outer);
    }
    return new Shape(xs, ys);
  }

  /**
   * The atrium: an egg below the annulus. It fills while the ventricle empties; its far wall does
   * not move.
   */
  private Shape atrium(
      LeftVentricle lv, double contraction, double centreU, double scale, double baseS) {
    double straight = 0.5 * (lv.angleRad() + Math.PI / 2);
    double growth = build.lengthMm * build.shortening * contraction;
    double length = scale * build.atriumLength + growth * 0.85;
    double width = scale * build.atriumWidth * (1 + 0.12 * contraction);
    double x0 = lv.x(baseS - 1, centreU);
    double y0 = lv.y(baseS - 1, centreU);
    int n = 28;
    double[] xs = new double[n];
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / n;
      double along = length * (0.5 - 0.5 * Math.cos(a));
      // Flatter at the valve than at the far wall.
      double flatness = Math.cos(a) > 0 ? 0.5 : 0.85;
      double across =
          width / 2 * Math.signum(Math.sin(a)) * Math.pow(Math.abs(Math.sin(a)), flatness);
      xs[i] = x0 + along * Math.cos(straight) + across * Math.sin(straight);
      ys[i] = y0 + along * Math.sin(straight) - across * Math.cos(straight);
    }
    return new Shape(xs, ys);
  }
}
