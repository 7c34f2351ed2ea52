package org.echomotion.ingest.dicom.parse;

import java.util.Optional;

/** How frames are packed. */
public enum Packing {
  /** Not compressed. */
  NONE,
  /** Run lengths of byte planes (DICOM PS3.5, annex G). */
  RLE,
  /** Any process of JPEG (ITU-T T.81) and JPEG-LS (T.87), stated in each stream. */
  JPEG,
  /** JPEG 2000 and its high-throughput coder (ISO/IEC 15444-1 and -15). */
  JPEG_2000,
  /** One stream for all frames: MPEG-2, H.264, HEVC. */
  VIDEO;

  private static final int RLE_HEADER = 64;

  /** Maximum number of segments of an RLE frame. */
  private static final int MAX_SEGMENTS = 15;

  /**
   * Detects the packing from a fragment's first bytes; empty if it is unknown.
   *
   * @param head 12 bytes or more
   * @throws org.echomotion.error.EchoMotionException {@code UNSUPPORTED} if they are JPEG XL
   */
  public static Optional<Packing> ofStream(byte[] head) {
    if (startsWith(head, 0xff, 0x0a) || startsWith(head, 0, 0, 0, 0x0c, 'J', 'X', 'L', ' ')) {
      throw TransferSyntax.unsupported("JPEG XL compression");
    }
    if (startsWith(head, 0xff, 0xd8, 0xff)) {
      return Optional.of(JPEG);
    }
    if (startsWith(head, 0xff, 0x4f, 0xff, 0x51) || startsWith(head, 0, 0, 0, 0x0c, 'j', 'P')) {
      return Optional.of(JPEG_2000);
    }
    if (isRleHeader(head)) {
      return Optional.of(RLE);
    }
    boolean elementary = startsWith(head, 0, 0, 1) || startsWith(head, 0, 0, 0, 1);
    boolean box = head.length >= 8 && head[4] == 'f' && head[5] == 't' && head[6] == 'y';
    boolean matroska = startsWith(head, 0x1a, 0x45, 0xdf, 0xa3);
    return elementary || box || matroska ? Optional.of(VIDEO) : Optional.empty();
  }

  /**
   * Whether a frame begins with these bytes; not detectable for {@link #NONE} and {@link #VIDEO}.
   */
  public boolean startsFrame(byte[] head) {
    return switch (this) {
      case RLE -> isRleHeader(head);
      case JPEG -> startsWith(head, 0xff, 0xd8, 0xff);
      case JPEG_2000 ->
          startsWith(head, 0xff, 0x4f, 0xff, 0x51) || startsWith(head, 0, 0, 0, 0x0c, 'j', 'P');
      case NONE, VIDEO -> false;
    };
  }

  /** Checks the number of segments and the offset of the first, directly after the header. */
  private static boolean isRleHeader(byte[] head) {
    return head.length >= 8
        && head[0] >= 1
        && head[0] <= MAX_SEGMENTS
        && startsWith(head, head[0], 0, 0, 0, RLE_HEADER, 0, 0, 0);
  }

  private static boolean startsWith(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
