package org.echomotion.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Names of files that are not cines, for the error message. */
final class OtherFiles {

  private static final Map<String, String> MARKS =
      Map.ofEntries(
          Map.entry("\u00ff\u00d8\u00ff", "a JPEG picture, not a cine"),
          Map.entry("\u0089PNG\r\n\u001a\n", "a PNG picture, not a cine"),
          Map.entry("BM", "a BMP picture, not a cine"),
          Map.entry("II*\0", "a TIFF picture, not a cine"),
          Map.entry("MM\0*", "a TIFF picture, not a cine"),
          Map.entry("\0\0\0\fjP  ", "a JPEG 2000 picture, not a cine"),
          Map.entry("%PDF-", "a PDF document, not a cine"),
          Map.entry("\u001f\u008b", "a gzip archive"),
          Map.entry("7z\u00bc\u00af'\u001c", "a 7z archive; unpack it first"),
          Map.entry("Rar!", "a RAR archive; unpack it first"),
          Map.entry("RIFF", "a RIFF file other than AVI (sound or WebP), not a cine"),
          Map.entry("ID3", "a sound file, not a cine"),
          Map.entry("\u0089HDF\r\n", "an HDF5 file, not a cine"),
          Map.entry("#EXTM3U", "a playlist, not a cine"));

  private OtherFiles() {}

  /** The name of a file's kind for the error message, from its first bytes. */
  static String name(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return MARKS.entrySet().stream()
        .filter(mark -> text.startsWith(mark.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("of an unknown kind");
  }
}
