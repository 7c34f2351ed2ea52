package org.echomotion.ingest.preprocess;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.bitwise_and;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR_EXACT;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;
import org.echomotion.error.EchoMotionException;
import org.echomotion.frame.WorkingFrame;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.PixelSpacing;

/**
 * Preprocessing {@code v1}, with every parameter that can change a working pixel. A change to any
 * of them is a new version: models are bound to the version that they were trained with.
 *
 * <p>In this order, per frame: isotropic pixels, CLAHE, bilateral filter, 0 outside the sector,
 * letterbox to the working square.
 *
 * @param workingSide rows and columns of a working frame
 * @param claheClipLimit contrast limit of CLAHE, in units of a flat histogram's bin
 * @param claheTiles tiles of CLAHE along each axis
 * @param bilateralDiameter neighbourhood of the bilateral filter, in display pixels
 * @param bilateralSigmaColor gray levels over which the bilateral filter averages
 * @param bilateralSigmaSpace display pixels over which the bilateral filter averages
 * @param maxAnisotropy the most that a pixel's sides may differ; more is no plausible scale
 * @param maxDisplaySide the longer side of a display frame at most; what is larger is shrunk first
 */
public record PreprocessingV1(
    int workingSide,
    double claheClipLimit,
    int claheTiles,
    int bilateralDiameter,
    double bilateralSigmaColor,
    double bilateralSigmaSpace,
    double maxAnisotropy,
    int maxDisplaySide) {

  /** Name of this version, as it stands in provenance and model descriptions. */
  public static final String VERSION = "v1";

  /** The parameters of {@code v1}; docs/preprocessing.md says why these. */
  public static final PreprocessingV1 STANDARD =
      new PreprocessingV1(WorkingFrame.SIDE, 2.0, 8, 5, 30, 3, 4, 960);

  /** Sides that differ by less than this are taken as equal: files round their spacing. */
  private static final double ISOTROPIC_WITHIN = 1e-3;

  /**
   * Preprocesses a cine.
   *
   * @param cine de-identified and cropped to the sector's box
   * @param sectorMask boolean [rows * columns] of the cine, true inside the sector
   * @throws EchoMotionException {@code UNREADABLE} if the cine's pixels are implausibly oblong
   */
  public WorkingClip apply(Cine cine, boolean[] sectorMask) {
    if (sectorMask.length != cine.rows() * cine.columns()) {
      throw new IllegalArgumentException("the sector mask has rows * columns pixels");
    }
    checkPlausible(cine);
    Size display = displaySize(cine.rows(), cine.columns(), cine.pixelShape());
    int height = display.height();
    int width = display.width();
    boolean unchanged = height == cine.rows() && width == cine.columns();
    Geometry geometry =
        Geometry.letterbox(
            height,
            width,
            workingSide,
            displayMm(cine.rows(), cine.columns(), display, cine.spacing()));
    List<byte[]> working = new ArrayList<>(cine.frames().size());
    List<byte[]> shown = new ArrayList<>(cine.frames().size());
    PointerScope clip = new PointerScope();
    try (CLAHE clahe = createCLAHE(claheClipLimit, new Size(claheTiles, claheTiles))) {
      Mat sector = resized(Pixels.mat(inside(sectorMask), cine.rows(), cine.columns()), display);
      threshold(sector, sector, 127, 255, THRESH_BINARY);
      for (byte[] frame : cine.frames()) {
        PointerScope scope = new PointerScope();
        try {
          Mat gray = resized(Pixels.mat(frame, cine.rows(), cine.columns()), display);
          // Frames are never written to, so an unchanged one need not be held twice.
          shown.add(unchanged ? frame : Pixels.bytes(gray));
          working.add(Pixels.bytes(letterboxed(enhanced(gray, sector, clahe), geometry)));
        } finally {
          scope.close();
        }
      }
    } finally {
      clip.close();
    }
    return new WorkingClip(working, shown, geometry);
  }

  /**
   * Takes a label image of a cine's frame through the same geometry: a working pixel gets the label
   * that covers most of it.
   *
   * @param labels uint8 [rows * columns], cropped as the cine is
   * @param shape height and width of the cine's pixels, which are made square
   * @return uint8 [workingSide * workingSide]; padding is 0
   */
  public byte[] applyToLabels(byte[] labels, int rows, int columns, PixelSpacing shape) {
    Size display = displaySize(rows, columns, shape);
    Geometry geometry =
        Geometry.letterbox(display.height(), display.width(), workingSide, OptionalDouble.empty());
    return LabelScaling.scaled(labels, rows, columns, display, geometry);
  }

  private Mat enhanced(Mat gray, Mat sector, CLAHE clahe) {
    Mat equalised = new Mat();
    clahe.apply(gray, equalised);
    Mat smoothed = new Mat();
    bilateralFilter(
        equalised, smoothed, bilateralDiameter, bilateralSigmaColor, bilateralSigmaSpace);
    // CLAHE lifts black and the filter bleeds over the edge: outside the sector stays 0.
    Mat masked = new Mat();
    bitwise_and(smoothed, sector, masked);
    return masked;
  }

  static Mat letterboxed(Mat picture, Geometry geometry) {
    int side = geometry.paddedSide();
    Mat square = new Mat();
    copyMakeBorder(
        picture,
        square,
        geometry.paddingTop(),
        side - geometry.displayHeight() - geometry.paddingTop(),
        geometry.paddingLeft(),
        side - geometry.displayWidth() - geometry.paddingLeft(),
        BORDER_CONSTANT,
        new Scalar(0));
    if (side == geometry.workingWidth()) {
      return square;
    }
    Mat scaled = new Mat();
    resize(
        square,
        scaled,
        new Size(geometry.workingWidth(), geometry.workingHeight()),
        0,
        0,
        geometry.workingScale() < 1 ? INTER_AREA : INTER_LINEAR_EXACT);
    return scaled;
  }

  static Mat resized(Mat picture, Size size) {
    if (picture.rows() == size.height() && picture.cols() == size.width()) {
      return picture;
    }
    Mat scaled = new Mat();
    boolean shrinks = (long) size.width() * size.height() < picture.total();
    resize(picture, scaled, size, 0, 0, shrinks ? INTER_AREA : INTER_LINEAR_EXACT);
    return scaled;
  }

  /**
   * The coarser axis is stretched to the finer one's spacing, so that nothing is lost; then both
   * are shrunk alike where the longer side is beyond the limit.
   */
  private Size displaySize(int rows, int columns, PixelSpacing shape) {
    double height = rows;
    double width = columns;
    if (!isIsotropic(shape)) {
      double fine = Math.min(shape.rowMm(), shape.columnMm());
      height *= shape.rowMm() / fine;
      width *= shape.columnMm() / fine;
    }
    double shrink = Math.min(1, maxDisplaySide / Math.max(height, width));
    return new Size(
        (int) Math.max(1, Math.round(width * shrink)),
        (int) Math.max(1, Math.round(height * shrink)));
  }

  /** The scale is computed from the longer side: rounding changes the shorter one more. */
  private static OptionalDouble displayMm(
      int rows, int columns, Size display, Optional<PixelSpacing> spacing) {
    if (spacing.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        display.width() >= display.height()
            ? spacing.get().columnMm() * columns / display.width()
            : spacing.get().rowMm() * rows / display.height());
  }

  private void checkPlausible(Cine cine) {
    PixelSpacing shape = cine.pixelShape();
    double ratio =
        Math.max(shape.rowMm(), shape.columnMm()) / Math.min(shape.rowMm(), shape.columnMm());
    if (ratio > maxAnisotropy) {
      throw new EchoMotionException(
          IngestError.UNREADABLE,
          cine.format(),
          "its stated pixels are %.0f times as long as wide".formatted(ratio));
    }
  }

  private boolean isIsotropic(PixelSpacing spacing) {
    double ratio = spacing.rowMm() / spacing.columnMm();
    return Math.abs(ratio - 1) < ISOTROPIC_WITHIN;
  }

  private static byte[] inside(boolean[] mask) {
    byte[] inside = new byte[mask.length];
    for (int i = 0; i < mask.length; i++) {
      inside[i] = (byte) (mask[i] ? 255 : 0);
    }
    return inside;
  }
}
