package org.echomotion.xai.overlay;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.echomotion.contract.ingest.v1.Geometry;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.plot.VentricleCurve;

/**
 * {@code overlay.mp4}: every frame of a clip, enlarged, with its outline, over a strip that shows
 * phase, time and the volume curve. Frames are drawn and encoded one by one, so a long clip needs
 * no more memory than a short one.
 *
 * <pre>{@code
 * try (OverlayVideo video = new OverlayVideo(file, geometry, curve)) {
 *   video.add(0, display, outline);
 * }
 * }</pre>
 */
public final class OverlayVideo implements AutoCloseable {

  /** Longer side of the enlarged frames, in pixels. */
  public static final int LONGER_SIDE = 640;

  private final OutlinePainter painter;
  private final TimeStrip strip;
  private final BufferedImage picture;
  private final int frameHeight;
  private final VideoEncoder encoder;

  /**
   * Starts a video.
   *
   * @param file file to write
   * @throws EchoMotionException {@code VIDEO_NOT_ENCODED} if the encoder does not start
   */
  public OverlayVideo(Path file, Geometry geometry, VentricleCurve curve) {
    Canvas canvas = Canvas.of(geometry, LONGER_SIDE);
    painter = new OutlinePainter(canvas);
    strip = new TimeStrip(curve, canvas.width());
    frameHeight = canvas.height();
    picture =
        new BufferedImage(
            canvas.width(), frameHeight + TimeStrip.HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    encoder =
        new VideoEncoder(
            file, picture.getWidth(), picture.getHeight(), curve.clock().frameRateHz());
  }

  /**
   * Adds the next frame.
   *
   * @param frame index of the frame, from 0
   * @param display uint8 [display height, display width]
   * @throws EchoMotionException {@code VIDEO_NOT_ENCODED}
   */
  public void add(int frame, byte[] display, FrameOutline outline) {
    Graphics2D g = OutlinePainter.smooth(picture.createGraphics());
    g.drawImage(painter.paint(display, outline), 0, 0, null);
    g.translate(0, frameHeight);
    strip.paint(g, frame);
    g.dispose();
    encoder.add(picture);
  }

  /** Ends the video; the file is complete after this. */
  @Override
  public void close() {
    encoder.close();
  }
}
