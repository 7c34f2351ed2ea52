package org.echomotion.ingest.dataset.warp;

import java.util.Arrays;
import java.util.Optional;
import org.echomotion.ingest.decode.PixelSpacing;

/** The frames between a labelled end-diastolic and a labelled end-systolic frame of one cine. */
public final class HeartWarp {

  /** The highest label; the lowest is 0. */
  private static final int HIGHEST_LABEL = 3;

  /**
   * Share of the way, around its middle, over which the texture changes from ED's to ES's. It is
   * short because a real frame does not show two speckle patterns. It is not 0 because a real cine
   * does not jump.
   */
  private static final double CROSSFADE = 0.2;

  /** Least Dice at ES between the ventricle moved from ED and the labelled one. */
  private static final double ARRIVES_AT_LEAST = 0.9;

  private final LabelledPicture diastole;
  private final LabelledPicture systole;
  private final Outlines diastoleOutlines;
  private final Outlines systoleOutlines;
  private final boolean[] sector;
  private final BorderDistance border;

  private HeartWarp(
      LabelledPicture diastole,
      LabelledPicture systole,
      Outlines diastoleOutlines,
      Outlines systoleOutlines,
      boolean[] sector,
      BorderDistance border) {
    this.diastole = diastole;
    this.systole = systole;
    this.diastoleOutlines = diastoleOutlines;
    this.systoleOutlines = systoleOutlines;
    this.sector = sector;
    this.border = border;
  }

  /**
   * Matches the two frames.
   *
   * @param sector boolean [rows * columns], true inside the ultrasound sector: its border does not
   *     move
   * @param spacing of both frames' pixels; if empty, pixels are isotropic
   * @throws NoMotionException if no motion can be computed from the labels of the two frames
   */
  public static HeartWarp between(
      LabelledPicture diastole,
      LabelledPicture systole,
      boolean[] sector,
      Optional<PixelSpacing> spacing)
      throws NoMotionException {
    if (!diastole.sameSizeAs(systole)) {
      throw new NoMotionException("its ED and ES frames differ in size");
    }
    FrameScale scale = FrameScale.of(diastole.rows(), spacing);
    HeartWarp warp =
        new HeartWarp(
            diastole,
            systole,
            Outlines.of(diastole, scale)
                .orElseThrow(() -> new NoMotionException("its ED mask holds no left ventricle")),
            Outlines.of(systole, scale)
                .orElseThrow(() -> new NoMotionException("its ES mask holds no left ventricle")),
            sector.clone(),
            BorderDistance.of(sector, diastole.rows(), diastole.columns(), scale));
    double dice = dice(warp.carried(1, 0).labels(), systole.labels());
    if (dice < ARRIVES_AT_LEAST) {
      throw new NoMotionException(
          "its ED ventricle, moved to ES, matches the labelled one with a Dice of only %.2f"
              .formatted(dice));
    }
    return warp;
  }

  /**
   * Returns the frame at a phase. At 0 its labels are the ED frame's, at 1 the ES frame's.
   *
   * @param phase 0 at end-diastole to 1 at end-systole
   */
  public LabelledPicture at(double phase) {
    return carried(phase, Smooth.step((phase - 0.5) / CROSSFADE + 0.5));
  }

  /** Mixes the ED picture moved forward to {@code phase} with the ES picture moved back to it. */
  private LabelledPicture carried(double phase, double systolic) {
    int rows = diastole.rows();
    int columns = diastole.columns();
    FrameScale scale = border.scale();
    Motion motion = new Motion(diastoleOutlines, systoleOutlines, phase, border);
    double[] mixture = new double[rows * columns];
    byte[] labels = new byte[rows * columns];
    double[] shares = new double[HIGHEST_LABEL + 1];
    for (int p = 0; p < labels.length; p++) {
      int x = p % columns;
      int y = p / columns;
      Point offset = motion.at(x * scale.perColumn(), y * scale.perRow(), border.distance()[p]);
      double dx = offset.x() / scale.perColumn();
      double dy = offset.y() / scale.perRow();
      double value = 0;
      Arrays.fill(shares, 0);
      if (systolic < 1) {
        double way = -phase * border.shareWithin(x, y, -phase * dx, -phase * dy);
        value +=
            (1 - systolic) * addFrom(diastole, x + way * dx, y + way * dy, 1 - systolic, shares);
      }
      if (systolic > 0) {
        double ahead = 1 - phase;
        double way = ahead * border.shareWithin(x, y, ahead * dx, ahead * dy);
        value += systolic * addFrom(systole, x + way * dx, y + way * dy, systolic, shares);
      }
      mixture[p] = value;
      labels[p] = largest(shares);
    }
    byte[] pixels = SpeckleContrast.restored(mixture, rows, columns, systolic, sector);
    return new LabelledPicture(pixels, labels, rows, columns);
  }

  /** Adds the labels' shares at a place to {@code shares}, and returns the gray value there. */
  private static double addFrom(
      LabelledPicture picture, double x, double y, double weight, double[] shares) {
    Resampling.addShares(picture.labels(), picture.rows(), picture.columns(), x, y, weight, shares);
    return Resampling.cubic(picture.pixels(), picture.rows(), picture.columns(), x, y);
  }

  private static byte largest(double[] shares) {
    byte largest = 0;
    for (byte label = 1; label < shares.length; label++) {
      if (shares[label] > shares[largest]) {
        largest = label;
      }
    }
    return largest;
  }

  private static double dice(byte[] a, byte[] b) {
    int both = 0;
    int sum = 0;
    for (int p = 0; p < a.length; p++) {
      both += a[p] == 1 && b[p] == 1 ? 1 : 0;
      sum += (a[p] == 1 ? 1 : 0) + (b[p] == 1 ? 1 : 0);
    }
    return 2.0 * both / sum;
  }
}
