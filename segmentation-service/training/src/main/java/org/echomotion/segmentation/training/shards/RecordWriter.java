package org.echomotion.segmentation.training.shards;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a compressed TFRecord file. Each record is its length (u64), the length's checksum, the
 * data, the data's checksum; little-endian, the checksums CRC-32C and masked as in TensorFlow's
 * {@code record_writer}: rotated right by 15 bits, plus a constant.
 */
final class RecordWriter implements Closeable {

  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  RecordWriter(Path file) throws IOException {
    out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
  }

  void write(byte[] data) throws IOException {
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
    out.write(length);
    out.write(checksum(length));
    out.write(data);
    out.write(checksum(data));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static byte[] checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    int masked = Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(masked).array();
  }
}
