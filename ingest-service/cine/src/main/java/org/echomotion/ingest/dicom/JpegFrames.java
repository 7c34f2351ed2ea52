package org.echomotion.ingest.dicom;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * JPEG Baseline, and Extended of 8 bits, by the JDK's reader. The raster is taken before any colour
 * conversion, so that of YCbCr the luminance comes out as it was stored.
 */
final class JpegFrames implements FrameCodec {

  @Override
  public Samples unpack(byte[] packed, ImageDescription image) {
    JpegHeader header = JpegHeader.of(packed);
    if (header.process() > 0xc1) {
      throw Refusal.unsupported("a JPEG process other than baseline and extended");
    }
    if (header.precision() != 8) {
      throw Refusal.unsupported("JPEG of " + header.precision() + " bits");
    }
    if (header.rows() != image.rows()
        || header.columns() != image.columns()
        || header.components() != image.photometric().samples) {
      throw Refusal.unreadable("a frame's JPEG data is not of the stated size");
    }
    Raster raster = raster(packed);
    if (raster.getWidth() != image.columns()
        || raster.getHeight() != image.rows()
        || raster.getNumBands() != header.components()) {
      throw Refusal.unreadable("a frame's JPEG data is not of the stated size");
    }
    Samples.Colour colour = colour(header, image.photometric());
    short[][] planes = new short[colour == Samples.Colour.RGB ? 3 : 1][image.pixels()];
    int[] row = new int[image.columns()];
    for (int plane = 0; plane < planes.length; plane++) {
      for (int y = 0; y < image.rows(); y++) {
        raster.getSamples(0, y, image.columns(), 1, plane, row);
        for (int x = 0; x < row.length; x++) {
          planes[plane][y * row.length + x] = (short) row[x];
        }
      }
    }
    return new Samples(colour, planes);
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

  /** Many scanners state RGB and store YCbCr: the stream's own marks come first. */
  private static Samples.Colour colour(JpegHeader header, Photometric photometric) {
    if (photometric.samples == 1) {
      return Samples.Colour.TONE;
    }
    return switch (header.colours()) {
      case RGB -> Samples.Colour.RGB;
      case YCBCR -> Samples.Colour.LUMINANCE;
      case UNSTATED -> Samples.colour(photometric);
    };
  }
}
