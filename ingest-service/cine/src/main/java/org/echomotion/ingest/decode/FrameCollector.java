package org.echomotion.ingest.decode;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/**
 * The frames of a cine as they are decoded. A cine with more pixels than the limits allow is
 * reduced by area averaging while it is read: to the display size or, if that is still too large,
 * to half of it. A smaller cine is unchanged.
 */
public final class FrameCollector {

  private final DecodeLimits limits;
  private final int sourceRows;
  private final int sourceColumns;
  private final List<byte[]> frames = new ArrayList<>();
  private ReducedSize size;
  private long held;

  /**
   * @param expected number of frames that the file states; 0 if it states no number
   * @throws EchoMotionException {@code TOO_LARGE} if so large a cine cannot be held
   */
  public FrameCollector(DecodeLimits limits, int rows, int columns, long expected) {
    this.limits = limits;
    this.sourceRows = rows;
    this.sourceColumns = columns;
    this.size = fitting(Math.max(1, expected));
    // Without a stated number, the cine may become as large as the limits allow.
    hold(expected > 0 ? expected * size.pixels() : limits.maxPixels());
  }

  /**
   * Adds the next frame.
   *
   * @param frame uint8 [rows * columns] of the source
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  public void add(byte[] frame) {
    ReducedSize needed = fitting(frames.size() + 1);
    if (needed.rows() < size.rows()) {
      frames.replaceAll(each -> reduced(each, size, needed));
      size = needed;
    }
    if ((frames.size() + 1) * size.pixels() > held) {
      // The file has more frames than it states.
      hold(limits.maxPixels());
    }
    frames.add(reduced(frame, new ReducedSize(sourceRows, sourceColumns), size));
  }

  private void hold(long pixels) {
    held = pixels;
    limits.memory().accept(pixels);
  }

  private ReducedSize fitting(long count) {
    limits
        .exceededBy(count, sourceRows, sourceColumns)
        .ifPresent(
            what -> {
              throw new EchoMotionException(IngestError.TOO_LARGE, what);
            });
    return ReducedSize.fitting(count, sourceRows, sourceColumns, limits.maxPixels());
  }

  private static byte[] reduced(byte[] frame, ReducedSize from, ReducedSize to) {
    if (from.equals(to)) {
      return frame;
    }
    try (Mat source = new Mat(from.rows(), from.columns(), CV_8UC1);
        Mat target = new Mat();
        Size wanted = new Size(to.columns(), to.rows())) {
      source.data().put(frame, 0, frame.length);
      resize(source, target, wanted, 0, 0, INTER_AREA);
      byte[] pixels = new byte[to.rows() * to.columns()];
      try (BytePointer data = new BytePointer(target.data())) {
        data.get(pixels);
      }
      return pixels;
    }
  }

  /** Number of collected frames. */
  public int count() {
    return frames.size();
  }

  /** uint8 [frames][rows * columns]. */
  public List<byte[]> frames() {
    return frames;
  }

  /** Rows of a source frame. */
  public int sourceRows() {
    return sourceRows;
  }

  /** Columns of a source frame. */
  public int sourceColumns() {
    return sourceColumns;
  }

  /** Rows of a collected frame. */
  public int rows() {
    return size.rows();
  }

  /** Columns of a collected frame. */
  public int columns() {
    return size.columns();
  }

  /** The spacing of the collected frames, computed from the spacing of the source. */
  public PixelSpacing reduced(PixelSpacing source) {
    return new PixelSpacing(
        source.rowMm() * ((double) sourceRows / size.rows()),
        source.columnMm() * ((double) sourceColumns / size.columns()));
  }

  /** The position of a source region in the collected frames. */
  public PixelRegion reduced(PixelRegion source) {
    int x0 = (int) ((long) source.x() * size.columns() / sourceColumns);
    int y0 = (int) ((long) source.y() * size.rows() / sourceRows);
    int x1 = -Math.floorDiv(-(source.x() + source.width()) * size.columns(), sourceColumns);
    int y1 = -Math.floorDiv(-(source.y() + source.height()) * size.rows(), sourceRows);
    return new PixelRegion(x0, y0, Math.max(1, x1 - x0), Math.max(1, y1 - y0));
  }
}
