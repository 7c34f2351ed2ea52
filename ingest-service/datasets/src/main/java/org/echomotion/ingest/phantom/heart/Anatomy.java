package org.echomotion.ingest.phantom.heart;

import org.echomotion.ingest.phantom.picture.PhantomFan;

/**
 * All structures in the image plane at one instant, in mm.
 *
 * @param chamber endocardial outline of the left ventricle
 * @param muscle epicardial outline, closed across the annulus
 * @param rightHeart right ventricle and atrium; empty if the view does not show them
 * @param mitralOpening 0 closed to 1 open
 */
public record Anatomy(
    LeftVentricle leftVentricle,
    Shape chamber,
    Shape muscle,
    Shape leftAtrium,
    Shape[] rightHeart,
    double septalWall,
    double apicalWall,
    double lateralWall,
    double mitralOpening) {

  /** The two mitral leaflets as polylines {x0, y0, x1, y1, x2, y2}, hinged at the annulus. */
  public double[][] leaflets() {
    LeftVentricle lv = leftVentricle;
    double left = lv.left(0.95);
    double right = lv.right(0.95);
    double span = right - left;
    // Closed leaflets lie along the base of the traced outline.
    double anterior = Math.toRadians(-5 + 80 * mitralOpening);
    double posterior = Math.toRadians(-5 + 70 * mitralOpening);
    double s = 0.965 * lv.lengthMm();
    return new double[][] {
      leaflet(lv, s, left, 1, 0.56 * span, anterior),
      leaflet(lv, s, right, -1, 0.44 * span, posterior)
    };
  }

  private static double[] leaflet(
      LeftVentricle lv, double s, double u, int side, double length, double angle) {
    double s1 = s - 0.5 * length * Math.sin(angle * 0.75);
    double u1 = u + side * 0.5 * length * Math.cos(angle * 0.75);
    double s2 = s1 - 0.5 * length * Math.sin(angle);
    double u2 = u1 + side * 0.5 * length * Math.cos(angle);
    return new double[] {
      lv.x(s, u), lv.y(s, u), lv.x(s1, u1), lv.y(s1, u1), lv.x(s2, u2), lv.y(s2, u2)
    };
  }

  /** Mask labels per pixel: 0 background, 1 LV cavity, 2 myocardium, 3 left atrium; fan only. */
  public byte[] mask(PhantomFan sector) {
    byte[] labels = new byte[sector.width() * sector.height()];
    sector.toPixels(muscle).fill(labels, sector.width(), sector.height(), (byte) 2);
    byte[] atrium = new byte[labels.length];
    sector.toPixels(leftAtrium).fill(atrium, sector.width(), sector.height(), (byte) 3);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == 0) {
        labels[i] = atrium[i];
      }
    }
    sector.toPixels(chamber).fill(labels, sector.width(), sector.height(), (byte) 1);
    for (int i = 0; i < labels.length; i++) {
      int row = i / sector.width();
      if (labels[i] != 0 && !sector.contains(i % sector.width(), row)) {
        labels[i] = 0;
      }
    }
    return labels;
  }
}
