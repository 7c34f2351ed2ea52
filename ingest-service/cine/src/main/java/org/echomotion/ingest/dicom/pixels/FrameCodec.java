package org.echomotion.ingest.dicom.pixels;

import org.echomotion.ingest.dicom.parse.Packing;

/** Unpacks one frame. */
interface FrameCodec {

  /**
   * The frame's samples.
   *
   * @param packed the bytes of this frame alone
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if the bytes are damaged or
   *     of another size than {@code image} states, {@code UNSUPPORTED} if they are of a kind that
   *     is not read
   */
  Samples unpack(byte[] packed, ImageDescription image);

  static FrameCodec of(Packing packing) {
    return switch (packing) {
      case NONE -> new UncompressedFrames();
      case RLE -> new RleFrames();
      case JPEG -> new JpegFrames();
      case JPEG_2000 -> new Jpeg2000Frames();
      case VIDEO -> throw new IllegalArgumentException("a video is not a frame");
    };
  }
}
