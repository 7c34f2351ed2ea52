package org.echomotion.segmentation.training.views;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tokens of many frames, float32, one record per frame, on disk because they do not fit into the
 * heap.
 */
final class TokenFile implements AutoCloseable {

  private final FileChannel channel;
  private final int values;
  private int records;

  private TokenFile(FileChannel channel, int values) {
    this.channel = channel;
    this.values = values;
  }

  /**
   * Creates an empty file, which is deleted when it is closed.
   *
   * @param values number of values of one frame
   */
  static TokenFile create(Path file, int values) throws IOException {
    return new TokenFile(
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE),
        values);
  }

  /** Number of values of one frame. */
  int values() {
    return values;
  }

  /**
   * Appends the tokens of one or more frames.
   *
   * @return position of the first frame
   */
  int add(float[] tokens) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(tokens.length * Float.BYTES).order(ByteOrder.nativeOrder());
    bytes.asFloatBuffer().put(tokens);
    long at = (long) records * values * Float.BYTES;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    int first = records;
    records += tokens.length / values;
    return first;
  }

  /** Reads the tokens of the frames at {@code places}, in that order. */
  float[] read(int[] places) throws IOException {
    float[] all = new float[places.length * values];
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(values * Float.BYTES).order(ByteOrder.nativeOrder());
    for (int i = 0; i < places.length; i++) {
      bytes.clear();
      long at = (long) places[i] * values * Float.BYTES;
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, at + bytes.position()) < 0) {
          throw new IOException("Frame " + places[i] + " is missing.");
        }
      }
      FloatBuffer floats = bytes.flip().asFloatBuffer();
      floats.get(all, i * values, values);
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
