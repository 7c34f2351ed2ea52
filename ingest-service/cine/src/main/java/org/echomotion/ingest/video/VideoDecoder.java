package org.echomotion.ingest.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.CineDecoder;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.FrameCollector;
import org.echomotion.ingest.decode.FrameSchedule;
import org.echomotion.ingest.decode.StatedTimes;

/** Reads the files of {@link VideoContainer}. They state neither scale nor view. */
public final class VideoDecoder implements CineDecoder {

  /** Times are rounded to ticks; a rate that differs by less equals the stated one. */
  private static final double ROUNDING = 1e-3;

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
    boolean lengthStated = isWhole(file, container);
    try (VideoStream stream = new VideoStream(file, container, limits)) {
      Film film = new Film(stream, container, limits);
      film.readAll(stream::next);
      // Without a stated length, the number of frames may show that the file is truncated.
      if (!lengthStated && film.count() < stream.statedFrames().orElse(0L) / 2) {
        throw container.cutShort();
      }
      return cine(film, stream, container);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>An MP4 file with its frame table at the end can only be read as a whole.
   *
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  @Override
  public Optional<Cine> decodeArrived(Path file, DecodeLimits limits) {
    VideoContainer container = container(file);
    try (VideoStream stream = new VideoStream(file, container, limits)) {
      Film film = new Film(stream, container, limits);
      film.readAll(() -> arrived(stream));
      return Optional.of(cine(film, stream, container));
    } catch (EchoMotionException e) {
      return CineDecoder.notYet(e);
    }
  }

  /** An incomplete frame ends the received data. */
  private static boolean arrived(VideoStream stream) {
    try {
      return stream.next();
    } catch (EchoMotionException e) {
      return false;
    }
  }

  private static VideoContainer container(Path file) {
    try (var in = Files.newInputStream(file)) {
      return VideoContainer.of(in.readNBytes(CineDecoder.HEAD))
          .orElseThrow(() -> new EchoMotionException(IngestError.UNKNOWN_FORMAT, "no video"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the file states a length; refuses the file if that is wrong. */
  private static boolean isWhole(Path file, VideoContainer container) {
    try {
      container.requireWhole(file);
      return container.statesItsLength(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cine cine(Film film, VideoStream stream, VideoContainer container) {
    if (film.count() < 2) {
      throw new EchoMotionException(IngestError.TOO_FEW_FRAMES, film.count());
    }
    FrameSchedule schedule = schedule(stream.seconds(), film.count(), stream.statedRateHz());
    FrameCollector frames = film.frames();
    return new Cine(
            frames.frames(),
            frames.rows(),
            frames.columns(),
            schedule.rateHz(),
            Optional.empty(),
            Optional.empty(),
            container.format,
            Optional.empty(),
            schedule.times(),
            schedule.remarks(),
            film.pixelAspect(),
            List.of())
        .withRemarks(film.remarks());
  }

  /** The schedule from the frame times or, if no frame has a time, from the header's rate. */
  private static FrameSchedule schedule(double[] seconds, int frames, double stated) {
    double[] shown = Arrays.copyOf(seconds, frames);
    boolean untimed = Arrays.stream(shown).allMatch(Double::isNaN);
    if (untimed && FrameSchedule.isPlausible(stated)) {
      return new FrameSchedule(stated, StatedTimes.NONE, List.of());
    }
    FrameSchedule found =
        FrameSchedule.of(shown)
            .orElseThrow(() -> new EchoMotionException(IngestError.NO_FRAME_RATE));
    boolean same = Math.abs(found.rateHz() / stated - 1) < ROUNDING;
    return same ? new FrameSchedule(stated, found.times(), found.remarks()) : found;
  }
}
