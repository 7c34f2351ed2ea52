package org.echomotion.ingest.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.CineDecoder;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.FrameCollector;
import org.echomotion.remark.Remark;

/**
 * The frames of a video inside another file, which states their rate.
 *
 * @param frames all frames, gray and upright
 * @param pixelAspect width of a pixel divided by its height
 * @param remarks how the video's properties are known
 */
public record VideoFrames(FrameCollector frames, double pixelAspect, List<Remark> remarks) {

  /**
   * Decodes all frames of any supported container or elementary stream.
   *
   * @throws EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED}, {@code TOO_FEW_FRAMES} or
   *     {@code TOO_LARGE}
   */
  public static VideoFrames of(Path file, DecodeLimits limits) {
    VideoContainer container =
        VideoContainer.of(head(file))
            .orElseThrow(
                () ->
                    new EchoMotionException(
                        IngestError.UNREADABLE, "a video", "it does not begin like a video"));
    try (VideoStream stream = new VideoStream(file, container, limits)) {
      Film film = new Film(stream, container, limits);
      film.readAll(stream::next);
      if (film.count() < 2) {
        throw new EchoMotionException(IngestError.TOO_FEW_FRAMES, film.count());
      }
      return new VideoFrames(film.frames(), film.pixelAspect(), film.remarks());
    }
  }

  private static byte[] head(Path file) {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(CineDecoder.HEAD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
