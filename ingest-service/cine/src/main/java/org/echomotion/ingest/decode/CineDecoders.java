package org.echomotion.ingest.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/** Reads every supported kind of file. The content decides the kind; the name is ignored. */
public final class CineDecoders {

  private static final int HEAD = CineDecoder.HEAD;

  private final List<CineDecoder> decoders;

  public CineDecoders(List<CineDecoder> decoders) {
    this.decoders = List.copyOf(decoders);
  }

  /**
   * Reads a file with the first decoder that accepts it. A ZIP or gzip file must contain one cine,
   * which is read.
   *
   * @throws EchoMotionException {@code EMPTY_FILE}, {@code UNKNOWN_FORMAT}, {@code ARCHIVE}, {@code
   *     TOO_LARGE}, or what the decoder throws
   */
  public Cine decode(Path file, DecodeLimits limits) {
    byte[] head = head(file, limits);
    if (head.length == 0) {
      throw new EchoMotionException(IngestError.EMPTY_FILE);
    }
    if (PackedCine.isPacked(head)) {
      return PackedCine.read(
          file, head, limits, this::isCine, cine -> decode(cine, head(cine, limits), limits));
    }
    return decode(file, head, limits);
  }

  private Cine decode(Path file, byte[] head, DecodeLimits limits) {
    return decoders.stream()
        .filter(decoder -> decoder.accepts(head))
        .findFirst()
        .orElseThrow(
            () -> new EchoMotionException(IngestError.UNKNOWN_FORMAT, OtherFiles.name(head)))
        .decode(file, limits);
  }

  private boolean isCine(byte[] head) {
    return decoders.stream().anyMatch(decoder -> decoder.accepts(head));
  }

  /**
   * Whether a file looks readable, judged by its first bytes.
   *
   * @throws IOException if the file cannot be read
   */
  public boolean accept(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return isCine(in.readNBytes(HEAD));
    }
  }

  /**
   * Reads the whole frames so far of a file that is still arriving.
   *
   * @return empty while fewer than 2 can be read, or the kind of file is still unknown
   * @throws EchoMotionException {@code TOO_LARGE}
   */
  public Optional<Cine> decodeArrived(Path file, DecodeLimits limits) {
    byte[] head = head(file, limits);
    return decoders.stream()
        .filter(decoder -> decoder.accepts(head))
        .findFirst()
        .flatMap(decoder -> decoder.decodeArrived(file, limits));
  }

  private static byte[] head(Path file, DecodeLimits limits) {
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if (size > limits.maxFileBytes()) {
        throw new EchoMotionException(
            IngestError.TOO_LARGE,
            "a file of "
                + size
                + " bytes; "
                + DecodeLimits.setting("max-upload-bytes", limits.maxFileBytes()));
      }
      return in.readNBytes(HEAD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
