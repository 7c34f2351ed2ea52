package org.echomotion.ingest.decode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/** Reads AVI, MP4 and MOV cines. Such files state neither scale nor view. */
public final class VideoDecoder implements CineDecoder {

  /** Within the limits a cine decodes in a few seconds; a hostile one may try to take for ever. */
  private static final Duration TIME_LIMIT = Duration.ofSeconds(60);

  /** Times are whole ticks; a rate that differs by less is the stated one. */
  private static final double ROUNDING = 1e-3;

  private static final int HEAD = 12;

  public VideoDecoder() {
    FfmpegLog.silence();
  }

  @Override
  public boolean accepts(byte[] head) {
    return VideoContainer.of(head).isPresent();
  }

  /**
   * {@inheritDoc}
   *
   * @throws EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED}, {@code TOO_FEW_FRAMES},
   *     {@code NO_FRAME_RATE} or {@code TOO_LARGE}
   */
  @Override
  public Cine decode(Path file, DecodeLimits limits) {
    VideoContainer container = container(file);
    requireWhole(file, container);
    try (VideoStream stream = new VideoStream(file, container, limits)) {
      return decode(stream, stream::next, container, limits);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>An MP4 file that states its frames at its end can be read as a whole only.
   *
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  @Override
  public Optional<Cine> decodeArrived(Path file, DecodeLimits limits) {
    VideoContainer container = container(file);
    try (VideoStream stream = new VideoStream(file, container, limits)) {
      return Optional.of(decode(stream, () -> arrived(stream), container, limits));
    } catch (EchoMotionException e) {
      return CineDecoder.notYet(e);
    }
  }

  /** A frame that is not all there yet ends what has arrived. */
  private static boolean arrived(VideoStream stream) {
    try {
      return stream.next();
    } catch (EchoMotionException e) {
      return false;
    }
  }

  private static VideoContainer container(Path file) {
    try (var in = Files.newInputStream(file)) {
      return VideoContainer.of(in.readNBytes(HEAD))
          .orElseThrow(() -> new EchoMotionException(IngestError.UNKNOWN_FORMAT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireWhole(Path file, VideoContainer container) {
    try {
      container.requireWhole(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param next goes to the next frame of {@code stream}; false where there is none
   */
  private static Cine decode(
      VideoStream stream, BooleanSupplier next, VideoContainer container, DecodeLimits limits) {
    int rows = stream.rows();
    int columns = stream.columns();
    if (rows < 1 || columns < 1) {
      throw container.unreadable("it does not state its size");
    }
    long deadline = System.nanoTime() + TIME_LIMIT.toNanos();
    List<byte[]> frames = new ArrayList<>();
    List<OptionalDouble> seconds = new ArrayList<>();
    while (next.getAsBoolean()) {
      AVFrame frame = stream.frame();
      if (frame.height() != rows || frame.width() != columns) {
        throw container.unreadable("its frames are of different sizes");
      }
      require(limits.exceededBy(frames.size() + 1, rows, columns));
      if (System.nanoTime() > deadline) {
        require(Optional.of("it takes more than " + TIME_LIMIT.toSeconds() + " s to decode"));
      }
      frames.add(
          FrameLuminance.of(frame)
              .orElseThrow(() -> container.unsupported("pixels of an unusual kind")));
      seconds.add(stream.timeSeconds());
    }
    if (frames.size() < 2) {
      throw new EchoMotionException(IngestError.TOO_FEW_FRAMES, frames.size());
    }
    FrameSchedule schedule = schedule(seconds, stream.statedRateHz());
    return new Cine(
        frames,
        rows,
        columns,
        schedule.rateHz(),
        Optional.empty(),
        Optional.empty(),
        container.format,
        Optional.empty(),
        schedule.times(),
        schedule.remarks());
  }

  /** By the frames' times; where none has a time, by the rate that the header states. */
  private static FrameSchedule schedule(List<OptionalDouble> seconds, double stated) {
    Optional<FrameSchedule> byTimes =
        FrameSchedule.of(seconds.stream().mapToDouble(time -> time.orElse(Double.NaN)).toArray());
    boolean untimed = seconds.stream().allMatch(OptionalDouble::isEmpty);
    if (byTimes.isEmpty() && untimed && FrameSchedule.isPlausible(stated)) {
      return new FrameSchedule(stated, StatedTimes.NONE, List.of());
    }
    FrameSchedule found =
        byTimes.orElseThrow(() -> new EchoMotionException(IngestError.NO_FRAME_RATE));
    boolean same = Math.abs(found.rateHz() / stated - 1) < ROUNDING;
    return same ? new FrameSchedule(stated, found.times(), found.remarks()) : found;
  }

  private static void require(Optional<String> excess) {
    excess.ifPresent(
        what -> {
          throw new EchoMotionException(IngestError.TOO_LARGE, what);
        });
  }
}
