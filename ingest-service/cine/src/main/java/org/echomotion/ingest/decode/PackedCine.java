package org.echomotion.ingest.decode;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/**
 * A ZIP or gzip file that holds one cine. It is unpacked into its own temporary file. Entries and
 * bytes are counted while they are read, because the archive's headers may be wrong.
 */
final class PackedCine {

  private static final int MAX_ENTRIES = 1_000;
  private static final int BUFFER = 1 << 16;

  private final DecodeLimits limits;
  private final Predicate<byte[]> isCine;
  private final byte[] buffer = new byte[BUFFER];
  private long unpacked;

  private PackedCine(DecodeLimits limits, Predicate<byte[]> isCine) {
    this.limits = limits;
    this.isCine = isCine;
  }

  static boolean isPacked(byte[] head) {
    return isZip(head) || isGzip(head);
  }

  private static boolean isZip(byte[] head) {
    return head.length > 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
  }

  private static boolean isGzip(byte[] head) {
    return head.length > 4 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b && head[2] == 8;
  }

  /**
   * Unpacks the only cine of an archive and reads it.
   *
   * @param isCine whether a file with these first bytes is a cine
   * @param reader reads the unpacked file
   * @throws EchoMotionException {@code ARCHIVE} if the archive does not hold one cine, {@code
   *     TOO_LARGE}, or what {@code reader} throws
   */
  static Cine read(
      Path archive,
      byte[] head,
      DecodeLimits limits,
      Predicate<byte[]> isCine,
      Function<Path, Cine> reader) {
    try (ScratchFile cine = ScratchFile.beside(archive)) {
      new PackedCine(limits, isCine).unpack(archive, isZip(head), cine.path());
      return reader.apply(cine.path());
    } catch (ZipException | EOFException e) {
      throw new EchoMotionException(
          e, IngestError.ARCHIVE, "is damaged, cut short or locked by a password");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void unpack(Path archive, boolean zip, Path to) throws IOException {
    boolean found;
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER)) {
      if (zip) {
        // Names decide little here, and in this encoding every name can be read.
        try (ZipInputStream entries = new ZipInputStream(file, StandardCharsets.ISO_8859_1)) {
          found = unpackZip(entries, to);
        }
      } else {
        try (GZIPInputStream entry = new GZIPInputStream(file)) {
          found = unpackEntry(entry, to, true);
        }
      }
    }
    if (!found) {
      throw new EchoMotionException(
          IngestError.ARCHIVE, "holds no cine of a kind that EchoMotion reads");
    }
  }

  private boolean unpackZip(ZipInputStream entries, Path to) throws IOException {
    boolean found = false;
    int count = 0;
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      if (++count > MAX_ENTRIES) {
        throw new EchoMotionException(
            IngestError.ARCHIVE, "holds more than " + MAX_ENTRIES + " files");
      }
      if (entry.isDirectory() || isSideFile(entry.getName())) {
        skip(entries);
      } else if (unpackEntry(entries, to, !found)) {
        if (found) {
          throw new EchoMotionException(IngestError.ARCHIVE, "holds more than one cine");
        }
        found = true;
      }
    }
    return found;
  }

  /** Files that operating systems and DICOM media add to an archive. */
  private static boolean isSideFile(String name) {
    String file = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    return name.startsWith("__MACOSX")
        || file.startsWith(".")
        || file.toUpperCase(Locale.ROOT).equals("DICOMDIR");
  }

  /** Whether the entry is a cine; writes its bytes if {@code write} is set. */
  private boolean unpackEntry(InputStream entry, Path to, boolean write) throws IOException {
    byte[] head = entry.readNBytes(CineDecoder.HEAD);
    count(head.length);
    if (!isCine.test(head)) {
      skip(entry);
      return false;
    }
    if (write) {
      try (OutputStream out = Files.newOutputStream(to)) {
        out.write(head);
        for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
          count(read);
          out.write(buffer, 0, read);
        }
      }
    }
    return true;
  }

  private void skip(InputStream entry) throws IOException {
    for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
      count(read);
    }
  }

  private void count(int bytes) {
    unpacked += bytes;
    if (unpacked > limits.maxFileBytes()) {
      throw new EchoMotionException(
          IngestError.TOO_LARGE,
          "an archive that holds more than "
              + limits.maxFileBytes()
              + " bytes; "
              + DecodeLimits.setting("max-upload-bytes", limits.maxFileBytes()));
    }
  }
}
