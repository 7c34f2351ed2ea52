package org.echomotion.ingest.video;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.FrameCollector;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/** The frames of a video stream as displayed: gray, upright, all of one size. */
public final class Film {

  private final VideoStream stream;
  private final VideoContainer container;
  private final DecodeLimits limits;
  private final List<Remark> remarks = new ArrayList<>();
  private Optional<FrameCollector> frames = Optional.empty();
  private Orientation orientation = Orientation.UPRIGHT;
  private double pixelAspect = 1;
  private int rows;
  private int columns;

  Film(VideoStream stream, VideoContainer container, DecodeLimits limits) {
    this.stream = stream;
    this.container = container;
    this.limits = limits;
  }

  /**
   * Reads frame after frame.
   *
   * @param next moves to the next frame of the stream; false after the last
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED} or
   *     {@code TOO_LARGE}
   */
  void readAll(BooleanSupplier next) {
    while (next.getAsBoolean()) {
      AVFrame frame = stream.frame();
      FrameCollector collector = frames.orElseGet(() -> begin(frame));
      if (frame.height() != rows || frame.width() != columns) {
        throw container.unreadable("its frames are of different sizes");
      }
      byte[] gray =
          FrameLuminance.of(frame)
              .orElseThrow(() -> container.unsupported("pixels of an unusual kind"));
      collector.add(orientation.applied(gray, rows, columns));
    }
  }

  private FrameCollector begin(AVFrame first) {
    rows = first.height();
    columns = first.width();
    if (rows < 1 || columns < 1) {
      throw container.unreadable("it does not state its size");
    }
    stream.displayMatrix().ifPresent(this::turn);
    FrameCollector collector =
        new FrameCollector(
            limits,
            orientation.rows(rows, columns),
            orientation.columns(rows, columns),
            stream.statedFrames().orElse(0L));
    pixelAspect = orientation.aspect(stream.pixelAspect());
    frames = Optional.of(collector);
    return collector;
  }

  private void turn(int[] matrix) {
    orientation = Orientation.of(matrix);
    if (Orientation.isOblique(matrix)) {
      remarks.add(
          new Remark(
              Remark.Property.GEOMETRY,
              Remark.Basis.UNKNOWN,
              SentenceCode.ROTATION_NOT_APPLIED.text(),
              true));
    }
  }

  int count() {
    return frames.map(FrameCollector::count).orElse(0);
  }

  FrameCollector frames() {
    return frames.orElseThrow();
  }

  /** The width of a pixel divided by its height. */
  double pixelAspect() {
    double across = (double) orientation.columns(rows, columns) / frames().columns();
    double down = (double) orientation.rows(rows, columns) / frames().rows();
    return pixelAspect * (across / down);
  }

  List<Remark> remarks() {
    return remarks;
  }
}
