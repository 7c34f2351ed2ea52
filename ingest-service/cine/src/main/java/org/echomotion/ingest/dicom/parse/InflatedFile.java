package org.echomotion.ingest.dicom.parse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.echomotion.ingest.decode.DecodeLimits;

/**
 * A deflated data set (DICOM PS3.5, annex A.5), inflated into a temporary file after the meta
 * information. The temporary file has no name, so it is deleted when it is closed, even after a
 * crash.
 */
public final class InflatedFile {

  private static final int BUFFER = 1 << 16;

  /** A zlib header's two bytes are a multiple of this (RFC 1950). */
  private static final int ZLIB_CHECK = 31;

  private InflatedFile() {}

  /**
   * Whether the data set is deflated and the file states it.
   *
   * @param file its position changes
   */
  public static boolean isDeflated(FileWindow file) {
    boolean stated =
        DicomParser.metaOf(file)
            .text(Attribute.TRANSFER_SYNTAX_UID)
            .map(TransferSyntax::ofUid)
            .filter(syntax -> syntax.form == TransferSyntax.Form.DEFLATED)
            .isPresent();
    return stated && FileStart.of(file.peek(256)).isEmpty();
  }

  /**
   * The file with its data set inflated.
   *
   * @throws org.echomotion.error.EchoMotionException {@code TOO_LARGE} if it would exceed the size
   *     limit of a file, {@code UNREADABLE} if it is damaged
   */
  public static FileWindow of(FileWindow file, DecodeLimits limits) throws IOException {
    DicomParser.metaOf(file);
    long start = file.position();
    FileChannel inflated = unnamed();
    try {
      file.seek(0);
      inflated.write(ByteBuffer.wrap(file.bytes(start)));
      inflate(file, inflated, limits);
      return new FileWindow(inflated);
    } catch (IOException | RuntimeException e) {
      inflated.close();
      throw e;
    }
  }

  private static FileChannel unnamed() throws IOException {
    Path path = Files.createTempFile("inflated", null);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Files.delete(path);
    return channel;
  }

  private static void inflate(FileWindow file, FileChannel into, DecodeLimits limits)
      throws IOException {
    // Some writers add a zlib header.
    byte[] head = file.peek(2);
    boolean envelope =
        head.length == 2
            && head[0] == 0x78
            && ((head[0] & 0xff) << 8 | (head[1] & 0xff)) % ZLIB_CHECK == 0;
    Inflater inflater = new Inflater(!envelope);
    try {
      byte[] buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          inflater.setInput(file.bytes(Math.min(BUFFER, file.remaining())));
        }
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsDictionary() || file.remaining() == 0)) {
          break;
        }
        into.write(ByteBuffer.wrap(buffer, 0, count));
        if (inflater.getBytesWritten() > limits.maxFileBytes()) {
          throw Refusal.tooLarge(
              "its deflated data set has more than "
                  + limits.maxFileBytes()
                  + " bytes; "
                  + DecodeLimits.setting("max-upload-bytes", limits.maxFileBytes()));
        }
      }
    } catch (DataFormatException e) {
      throw Refusal.unreadable("its deflated data set is damaged");
    } finally {
      inflater.end();
    }
  }
}
