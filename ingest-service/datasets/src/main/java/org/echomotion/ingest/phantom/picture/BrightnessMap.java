package org.echomotion.ingest.phantom.picture;

import org.echomotion.ingest.phantom.heart.Anatomy;
import org.echomotion.ingest.phantom.heart.Curve;
import org.echomotion.ingest.phantom.heart.LeftVentricle;
import org.echomotion.ingest.phantom.heart.Shape;

/**
 * Mean brightness (0 to 255, before gain and speckle) of one instant's anatomy at any point. Later
 * structures cover earlier ones: chest tissue, muscle, pericardium, blood pools, annulus and
 * leaflets.
 */
final class BrightnessMap {

  private static final double GRID_MM = 2;

  private final Echogenicity echo;
  private final Anatomy anatomy;
  private final Field texture;
  private final Field chamber;
  private final Field leftAtrium;
  private final Field[] rightHeart;
  private final LeftVentricle lv;
  private final double cos;
  private final double sin;
  private final double atriumY;
  private final double[][] leaflets;
  private final double[] hinges;
  private final double halfWidth;
  private final double lengthRatio;

  /**
   * @param texture tissue variation in the heart's own coordinates, so that it moves with the heart
   * @param restLengthMm length of the chamber at end-diastole, the reference length of the texture
   */
  BrightnessMap(
      Echogenicity echo, Anatomy anatomy, Field texture, double depthMm, double restLengthMm) {
    this.echo = echo;
    this.anatomy = anatomy;
    this.texture = texture;
    this.lv = anatomy.leftVentricle();
    this.cos = Math.cos(lv.angleRad());
    this.sin = Math.sin(lv.angleRad());
    this.chamber = field(anatomy.chamber(), depthMm);
    this.leftAtrium = field(anatomy.leftAtrium(), depthMm);
    this.rightHeart = new Field[anatomy.rightHeart().length];
    for (int i = 0; i < rightHeart.length; i++) {
      rightHeart[i] = field(anatomy.rightHeart()[i], depthMm);
    }
    Shape atrium = anatomy.leftAtrium();
    this.atriumY = (atrium.ys()[0] + atrium.ys()[atrium.size() / 2]) / 2;
    this.leaflets = anatomy.leaflets();
    double s = 0.97 * lv.lengthMm();
    double left = lv.left(0.95) - 2.5;
    double right = lv.right(0.95) + 2.5;
    this.hinges = new double[] {lv.x(s, left), lv.y(s, left), lv.x(s, right), lv.y(s, right)};
    this.halfWidth = 0.5 * lv.widthMm() * lv.profile().maximum();
    this.lengthRatio = restLengthMm / lv.lengthMm();
  }

  private static Field field(Shape polygon, double depthMm) {
    double reach = depthMm * 0.85;
    return Field.distance(polygon, -reach, 0, reach, depthMm + 2, GRID_MM);
  }

  /**
   * @param behind additional brightness of the tissue at this point; blood and muscle hide it
   */
  double at(double x, double y, double behind) {
    double dx = x - lv.apexX();
    double dy = y - lv.apexY();
    double s = dx * cos + dy * sin;
    double u = dx * sin - dy * cos;
    double along = s / lv.lengthMm();
    double d = chamber.at(x, y);
    double grain = texture.at(u, s * lengthRatio);
    double lateralness = Curve.ramp(u / halfWidth, -0.6, 0.6);
    double level = echo.tissue() * (1 + lateralness * (echo.lateralTissue() - 1)) + behind;
    if (d < 40) {
      level = muscle(level, d, along, lateralness);
    }
    level *= 1 + echo.tissueVariation() * grain;
    for (Field cavity : rightHeart) {
      level = pool(level, cavity.at(x, y), echo.blood());
    }
    double atrium = leftAtrium.at(x, y);
    if (y > atriumY) {
      level +=
          echo.deep()
              * Curve.bell(atrium - 7, 5)
              * (1 + 0.5 * grain)
              * Curve.ramp(y - atriumY, 0, 12);
    }
    level = pool(level, atrium, echo.blood());
    if (d < 12) {
      double onset =
          (1 - lateralness) * Curve.table(echo.septalOnset(), along)
              + lateralness * Curve.table(echo.lateralOnset(), along);
      // The lateral wall runs along the beam and the tip lies in clutter: both edges are blurred.
      double tip = 1 - Curve.ramp(along, 0.02, 0.24);
      double blur = echo.edgeMm() * (1 + 0.7 * Math.max(lateralness, tip));
      double blood = 1 - Curve.ramp(d - onset, -blur, blur);
      double cavity = echo.cavity() * (1 + echo.lateralClutter() * lateralness);
      level += (cavity - level) * blood;
      if (d < 0 && echo.papillary() > 0) {
        level += papillary(s, u);
      }
    }
    if (along > 0.5 && along < 1.2) {
      level += valve(x, y);
    }
    return Math.max(0, level);
  }

  private double muscle(double outside, double d, double along, double lateralness) {
    double tip = 1 - Curve.ramp(along, 0.02, 0.24);
    double side = (1 - lateralness) * anatomy.septalWall() + lateralness * anatomy.lateralWall();
    double wall = side + tip * (anatomy.apicalWall() - side);
    double septal = echo.septal() * Curve.table(echo.septalAlong(), along);
    double lateral = echo.lateral() * Curve.table(echo.lateralAlong(), along);
    double level = (1 - lateralness) * septal + lateralness * lateral;
    level += tip * (echo.apical() - level);
    double present = (1 - Curve.ramp(d, wall - 4, wall + 4)) * (1 - Curve.ramp(along, 0.97, 1.06));
    double pericardium =
        echo.pericardium()
            * Curve.table(echo.pericardiumAlong(), along)
            * Curve.bell(d - wall - 1.5, 3.2)
            * lateralness
            * (1 - 0.6 * tip)
            * (1 - Curve.ramp(along, 1.0, 1.15));
    return outside + (level - outside) * present + pericardium;
  }

  private double pool(double level, double distance, double blood) {
    if (distance > echo.edgeMm()) {
      return level;
    }
    double share = 1 - Curve.ramp(distance, -echo.edgeMm(), echo.edgeMm());
    return level + (blood - level) * share;
  }

  /** The papillary muscle: a bright lump inside the cavity, beside the lateral wall. */
  private double papillary(double s, double u) {
    double along = (s - echo.papillaryAlong() * lv.lengthMm()) / 9;
    double across = (u - lv.right(echo.papillaryAlong()) + echo.papillaryReachMm()) / 3.5;
    return echo.papillary() * Curve.bell(Math.sqrt(along * along + across * across), 0.6);
  }

  private double valve(double x, double y) {
    double annulus = 0;
    for (int i = 0; i < 4; i += 2) {
      double r2 = square(x - hinges[i]) + square(y - hinges[i + 1]);
      if (r2 < 100) {
        annulus = Math.max(annulus, Curve.bell(Math.sqrt(r2), 3.4) * (i == 0 ? 1 : 0.75));
      }
    }
    double nearest = Double.MAX_VALUE;
    for (double[] p : leaflets) {
      for (int i = 0; i < 4; i += 2) {
        nearest = Math.min(nearest, segment(x, y, p[i], p[i + 1], p[i + 2], p[i + 3]));
      }
    }
    return echo.annulus() * annulus + echo.leaflet() * Curve.bell(Math.sqrt(nearest), 1.2);
  }

  private static double segment(double x, double y, double px, double py, double qx, double qy) {
    double ex = qx - px;
    double ey = qy - py;
    double t = ((x - px) * ex + (y - py) * ey) / (ex * ex + ey * ey);
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return square(x - px - t * ex) + square(y - py - t * ey);
  }

  private static double square(double v) {
    return v * v;
  }
}
