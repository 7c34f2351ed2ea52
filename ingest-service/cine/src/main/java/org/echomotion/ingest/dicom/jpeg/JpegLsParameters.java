package org.echomotion.ingest.dicom.jpeg;

/**
 * The coding parameters of a JPEG-LS scan (ITU-T T.87, annex C and A.2.1).
 *
 * @param interleave 0: not interleaved, 1: by line, 2: by sample
 * @param scanStart position of the scan's first coded byte
 * @param greatest the largest sample value
 * @param near largest error of a sample; 0 is lossless
 * @param threshold1 the smallest gradient threshold
 * @param threshold2 the middle gradient threshold
 * @param threshold3 the largest gradient threshold
 * @param reset number of samples after which a context is halved
 */
public record JpegLsParameters(
    int interleave,
    int scanStart,
    int greatest,
    int near,
    int threshold1,
    int threshold2,
    int threshold3,
    int reset) {

  private static final int START_OF_SCAN = 0xda;
  private static final int PRESET = 0xf8;
  private static final int CODING_PARAMETERS = 1;
  private static final int DEFAULT_RESET = 64;

  /**
   * Reads the parameters of the first scan.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if the stream is damaged
   */
  public static JpegLsParameters of(byte[] stream, JpegHeader header) {
    int[] preset = new int[5];
    int at = 2;
    while (true) {
      if (u8(stream, at) != 0xff) {
        throw JpegLsBits.damaged();
      }
      while (u8(stream, at) == 0xff) {
        at++;
      }
      int marker = u8(stream, at++);
      int length = u16(stream, at);
      if (length < 2) {
        throw JpegLsBits.damaged();
      }
      if (marker == PRESET && u8(stream, at + 2) == CODING_PARAMETERS && length >= 13) {
        for (int i = 0; i < preset.length; i++) {
          preset[i] = u16(stream, at + 3 + 2 * i);
        }
      } else if (marker == START_OF_SCAN) {
        int behind = at + length;
        return of(
            u8(stream, behind - 2), behind, u8(stream, behind - 3), preset, header.precision());
      }
      at += length;
    }
  }

  /** Replaces zeros by the defaults (T.87, C.2.4.1.1). */
  private static JpegLsParameters of(
      int interleave, int scanStart, int near, int[] preset, int precision) {
    int greatest = preset[0] > 0 ? preset[0] : (1 << precision) - 1;
    if (near > Math.min(255, greatest / 2) || greatest >= 1 << precision) {
      throw JpegLsBits.damaged();
    }
    int first;
    int second;
    int third;
    if (greatest >= 128) {
      int factor = (Math.min(greatest, 4095) + 128) / 256;
      first = factor + 2 + 3 * near;
      second = factor * 4 + 3 + 5 * near;
      third = factor * 17 + 4 + 7 * near;
    } else {
      int factor = 256 / (greatest + 1);
      first = Math.max(2, 3 / factor + 3 * near);
      second = Math.max(3, 7 / factor + 5 * near);
      third = Math.max(4, 21 / factor + 7 * near);
    }
    first = preset[1] > 0 ? preset[1] : within(first, near + 1, greatest);
    second = preset[2] > 0 ? preset[2] : within(second, first, greatest);
    third = preset[3] > 0 ? preset[3] : within(third, second, greatest);
    int reset = preset[4] > 0 ? preset[4] : DEFAULT_RESET;
    return new JpegLsParameters(interleave, scanStart, greatest, near, first, second, third, reset);
  }

  private static int within(int value, int least, int most) {
    return value > most || value < least ? least : value;
  }

  /** Number of possible error values. */
  public int range() {
    return (greatest + 2 * near) / (2 * near + 1) + 1;
  }

  public int bitsOfRange() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(range() - 1);
  }

  /** Length of the longest code in bits. */
  public int limit() {
    int bits = Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(greatest));
    return 2 * (bits + Math.max(8, bits));
  }

  /** The context of a sample from its neighbours; negative if the error's sign is inverted. */
  public int context(int corner, int top, int topRight, int left) {
    return 81 * quantised(topRight - top) + 9 * quantised(top - corner) + quantised(corner - left);
  }

  private int quantised(int gradient) {
    int size = Math.abs(gradient);
    int level =
        size <= near
            ? 0
            : size < threshold1 ? 1 : size < threshold2 ? 2 : size < threshold3 ? 3 : 4;
    return gradient < 0 ? -level : level;
  }

  public int clamped(int sample) {
    return Math.max(0, Math.min(greatest, sample));
  }

  /** The sample from its prediction and error (T.87, A.4.5). */
  public int reconstructed(int predicted, int error) {
    int step = 2 * near + 1;
    int sample = predicted + error * step;
    if (sample < -near) {
      sample += range() * step;
    } else if (sample > greatest + near) {
      sample -= range() * step;
    }
    return clamped(sample);
  }

  private static int u8(byte[] stream, int at) {
    if (at < 0 || at >= stream.length) {
      throw JpegLsBits.damaged();
    }
    return stream[at] & 0xff;
  }

  private static int u16(byte[] stream, int at) {
    return (u8(stream, at) << 8) | u8(stream, at + 1);
  }
}
