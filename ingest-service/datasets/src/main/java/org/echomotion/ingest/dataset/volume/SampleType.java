package org.echomotion.ingest.dataset.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

/** How one sample is stored. */
enum SampleType {
  UINT8(1),
  INT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  INT64(8),
  UINT64(8),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  SampleType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Reads the next sample as a number. */
  double next(ByteBuffer samples) {
    return switch (this) {
      case UINT8 -> samples.get() & 0xff;
      case INT8 -> samples.get();
      case INT16 -> samples.getShort();
      case UINT16 -> samples.getShort() & 0xffff;
      case INT32 -> samples.getInt();
      case UINT32 -> Integer.toUnsignedLong(samples.getInt());
      // An unsigned number above the signed range becomes negative; neither is a gray level.
      case INT64, UINT64 -> samples.getLong();
      case FLOAT32 -> samples.getFloat();
      case FLOAT64 -> samples.getDouble();
    };
  }

  /** Converts a number to a gray level or label. */
  static byte level(double value) throws IOException {
    // Written so that NaN is rejected, too.
    if (!(value > -0.5 && value < 255.5)) {
      throw new IOException("its values are not gray levels from 0 to 255");
    }
    return (byte) Math.round(value);
  }
}
