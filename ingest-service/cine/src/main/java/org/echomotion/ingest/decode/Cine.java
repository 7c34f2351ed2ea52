package org.echomotion.ingest.decode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.remark.Remark;

/**
 * A decoded cine: pixels and what is needed to measure on them, nothing that could identify a
 * patient.
 *
 * @param frames uint8 [frames][rows * columns], row-major luminance, 0 black to 255 white; at least
 *     2
 * @param rows rows of a frame
 * @param columns columns of a frame
 * @param frameRateHz frames per second, finite and above 0
 * @param spacing size of a pixel of these frames; empty if the file does not state it
 * @param view the view that the file states; empty where it does not
 * @param format what the file was read as
 * @param tissueRegion where the file says the two-dimensional tissue picture is, inside the frame;
 *     empty where it does not
 * @param times of its frames, where they are not equally spaced, and of R-waves
 * @param remarks how its properties are known, if the file does not state them directly
 * @param pixelAspect width of a pixel divided by its height, finite and above 0; computed from
 *     {@code spacing} if that is known; 1 (square pixels) if the file does not state it
 * @param planes the planes of its picture, in any order, if it has several; else empty
 */
public record Cine(
    List<byte[]> frames,
    int rows,
    int columns,
    double frameRateHz,
    Optional<PixelSpacing> spacing,
    Optional<EchoView> view,
    SourceFormat format,
    Optional<PixelRegion> tissueRegion,
    StatedTimes times,
    List<Remark> remarks,
    double pixelAspect,
    List<Plane> planes) {

  public Cine {
    frames = List.copyOf(frames);
    remarks = List.copyOf(remarks);
    planes = List.copyOf(planes);
    pixelAspect = spacing.map(size -> size.columnMm() / size.rowMm()).orElse(pixelAspect);
    if (!(pixelAspect > 0) || Double.isInfinite(pixelAspect)) {
      throw new IllegalArgumentException("a pixel's aspect must be finite and above 0");
    }
    if (frames.size() < 2) {
      throw new IllegalArgumentException("a cine has at least 2 frames");
    }
    if (!(frameRateHz > 0) || Double.isInfinite(frameRateHz)) {
      throw new IllegalArgumentException("frame rate must be finite and above 0");
    }
    for (byte[] frame : frames) {
      if (frame.length != rows * columns) {
        throw new IllegalArgumentException("a frame has rows * columns pixels");
      }
    }
    Stream<PixelRegion> regions = planes.stream().map(Plane::region);
    for (PixelRegion region : Stream.concat(tissueRegion.stream(), regions).toList()) {
      if (region.x() + region.width() > columns || region.y() + region.height() > rows) {
        throw new IllegalArgumentException("a region of the picture lies inside the frame");
      }
    }
    if (planes.size() == 1) {
      throw new IllegalArgumentException("planes are listed only if there are several");
    }
    if (!times.frames().isEmpty() && times.frames().size() != frames.size()) {
      throw new IllegalArgumentException("there must be one time per frame, or none at all");
    }
  }

  /** The same cine with other frames of the same size, without stated times. */
  public Cine withFrames(List<byte[]> others) {
    return new Cine(
        others,
        rows,
        columns,
        frameRateHz,
        spacing,
        view,
        format,
        tissueRegion,
        StatedTimes.NONE,
        remarks,
        pixelAspect,
        planes);
  }

  /** The same cine with further remarks after its own. */
  public Cine withRemarks(List<Remark> further) {
    List<Remark> all = Stream.concat(remarks.stream(), further.stream()).toList();
    return with(view, all, pixelAspect, planes);
  }

  /**
   * The same cine with this pixel shape, if its spacing is unknown.
   *
   * @param aspect width of a pixel divided by its height
   */
  public Cine withPixelAspect(double aspect) {
    return with(view, remarks, aspect, planes);
  }

  /** The same cine with this stated view, or none. */
  public Cine withView(Optional<EchoView> other) {
    return with(other, remarks, pixelAspect, planes);
  }

  /** The same cine with these planes. */
  public Cine withPlanes(List<Plane> others) {
    return with(view, remarks, pixelAspect, others);
  }

  /** One plane of this cine: its frames are cropped to the plane, which adds its remarks. */
  public Cine cropped(Plane plane) {
    PixelRegion region = plane.region();
    return new Cine(
        frames.stream().map(frame -> region.cropped(frame, columns)).toList(),
        region.height(),
        region.width(),
        frameRateHz,
        spacing,
        view,
        format,
        Optional.empty(),
        times,
        Stream.concat(remarks.stream(), plane.remarks().stream()).toList(),
        pixelAspect,
        List.of());
  }

  private Cine with(
      Optional<EchoView> otherView,
      List<Remark> otherRemarks,
      double otherAspect,
      List<Plane> otherPlanes) {
    return new Cine(
        frames,
        rows,
        columns,
        frameRateHz,
        spacing,
        otherView,
        format,
        tissueRegion,
        times,
        otherRemarks,
        otherAspect,
        otherPlanes);
  }

  /**
   * Height and width of a pixel in mm. If the spacing is unknown, the height is 1 and only the
   * ratio is meaningful.
   */
  public PixelSpacing pixelShape() {
    return spacing.orElseGet(() -> new PixelSpacing(1, pixelAspect));
  }

  /**
   * A cine without stated times and without remarks. Its pixels are square if the spacing is empty.
   */
  public Cine(
      List<byte[]> frames,
      int rows,
      int columns,
      double frameRateHz,
      Optional<PixelSpacing> spacing,
      Optional<EchoView> view,
      SourceFormat format,
      Optional<PixelRegion> tissueRegion) {
    this(
        frames,
        rows,
        columns,
        frameRateHz,
        spacing,
        view,
        format,
        tissueRegion,
        StatedTimes.NONE,
        List.of(),
        1,
        List.of());
  }

  /** A cine without a stated tissue region. */
  public Cine(
      List<byte[]> frames,
      int rows,
      int columns,
      double frameRateHz,
      Optional<PixelSpacing> spacing,
      Optional<EchoView> view,
      SourceFormat format) {
    this(frames, rows, columns, frameRateHz, spacing, view, format, Optional.empty());
  }
}
