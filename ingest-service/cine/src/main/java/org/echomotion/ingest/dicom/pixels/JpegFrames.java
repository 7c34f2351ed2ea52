package org.echomotion.ingest.dicom.pixels;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEGLS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.echomotion.ingest.dicom.jpeg.JpegHeader;
import org.echomotion.ingest.dicom.jpeg.JpegLosslessPicture;
import org.echomotion.ingest.dicom.jpeg.JpegLsParameters;
import org.echomotion.ingest.dicom.jpeg.JpegLsSampleInterleaved;
import org.echomotion.ingest.dicom.parse.Refusal;

/**
 * Decodes JPEG: 8-bit baseline, extended and progressive with the JDK's reader; deeper, lossless
 * and JPEG-LS with FFmpeg. No colour conversion is applied, so the luminance of YCbCr is exactly as
 * stored.
 */
final class JpegFrames implements FrameCodec {

  JpegFrames() {
    StillPicture.prepare();
  }

  @Override
  public Samples unpack(byte[] packed, ImageDescription image) {
    JpegHeader header = JpegHeader.of(packed);
    if (header.rows() != image.rows() || header.columns() != image.columns()) {
      throw Refusal.unreadable("a frame's JPEG data is not of the stated size");
    }
    if (header.components() != 1 && header.components() != 3) {
      throw Refusal.unsupported(
          "JPEG of "
              + header.components()
              + " components. It reads gray and colours of three components");
    }
    boolean gray = header.components() == 1;
    Samples.Colour colour = gray ? Samples.Colour.TONE : colour(header, image.photometric());
    int planes = colour == Samples.Colour.RGB ? 3 : 1;
    int bits = header.precision();
    short[][] samples =
        switch (header.coding()) {
          case BASELINE, EXTENDED, PROGRESSIVE ->
              bits == 8
                  ? byJdk(packed, header, planes)
                  : StillPicture.planes(packed, AV_CODEC_ID_MJPEG, planes, bits, image, "JPEG");
          case LOSSLESS -> lossless(packed, header, planes, image);
          case JPEG_LS -> jpegLs(packed, header, planes, image);
        };
    return new Samples(colour, bits, image.signed(), image.stored(samples, bits));
  }

  private static short[][] lossless(
      byte[] packed, JpegHeader header, int planes, ImageDescription image) {
    return header.subsampled()
        ? StillPicture.planes(
            packed, AV_CODEC_ID_MJPEG, planes, header.precision(), image, "JPEG Lossless")
        : Arrays.copyOf(JpegLosslessPicture.planes(packed, header), planes);
  }

  private static short[][] jpegLs(
      byte[] packed, JpegHeader header, int planes, ImageDescription image) {
    JpegLsParameters parameters = JpegLsParameters.of(packed, header);
    return parameters.interleave() == JpegLsSampleInterleaved.SAMPLE && header.components() > 1
        ? Arrays.copyOf(JpegLsSampleInterleaved.planes(packed, parameters, header), planes)
        : StillPicture.planes(
            packed, AV_CODEC_ID_JPEGLS, planes, header.precision(), image, "JPEG-LS");
  }

  private static short[][] byJdk(byte[] packed, JpegHeader header, int planes) {
    Raster raster = raster(packed);
    if (raster.getWidth() != header.columns()
        || raster.getHeight() != header.rows()
        || raster.getNumBands() != header.components()) {
      throw Refusal.unreadable("a frame's JPEG data is not of the stated size");
    }
    short[][] samples = new short[planes][header.rows() * header.columns()];
    int[] row = new int[header.columns()];
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < header.rows(); y++) {
        raster.getSamples(0, y, row.length, 1, plane, row);
        for (int x = 0; x < row.length; x++) {
          samples[plane][y * row.length + x] = (short) row[x];
        }
      }
    }
    return samples;
  }

  private static Raster raster(byte[] packed) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    boolean[] cutShort = {false};
    try (MemoryCacheImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(packed))) {
      reader.setInput(stream, true, true);
      reader.addIIOReadWarningListener(
          (source, warning) -> cutShort[0] |= warning.contains("remature"));
      Raster raster = reader.readRaster(0, null);
      if (cutShort[0]) {
        throw Refusal.unreadable("a frame's JPEG data is cut short");
      }
      return raster;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Refusal.unreadable("a frame's JPEG data is damaged");
    } finally {
      reader.dispose();
    }
  }

  /**
   * Many scanners state RGB and store YCbCr, so the stream's own markers have priority. Without
   * markers, a stream with components of different sizes is YCbCr: red and blue are never
   * subsampled.
   */
  private static Samples.Colour colour(JpegHeader header, Photometric photometric) {
    return switch (header.colours()) {
      case RGB -> Samples.Colour.RGB;
      case YCBCR -> Samples.Colour.LUMINANCE;
      case UNSTATED ->
          photometric == Photometric.RGB && !header.subsampled()
              ? Samples.Colour.RGB
              : Samples.Colour.LUMINANCE;
    };
  }
}
