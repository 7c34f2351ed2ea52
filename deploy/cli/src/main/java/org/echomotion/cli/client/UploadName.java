package org.echomotion.cli.client;

import java.nio.file.Path;

/** The name under which a file is uploaded. The service takes plain names and keeps none. */
final class UploadName {

  private static final int LONGEST = 255;

  private UploadName() {}

  /** The file's name without folders; what may not stand in a plain name becomes "_". */
  static String of(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("[/\\\\\\p{Cntrl}]", "_");
    String plain = name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
    return plain.equals(".") || plain.equals("..") ? "_" : plain;
  }
}
