package org.echomotion.cli.client;

import java.nio.file.Path;

/** The name under which a file is uploaded. The service accepts plain names and stores no name. */
final class UploadName {

  private static final int LONGEST = 255;

  private UploadName() {}

  /** The file's name without folders; characters not allowed in a plain name become "_". */
  static String of(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("[/\\\\\\p{Cntrl}]", "_");
    String plain = name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
    return plain.equals(".") || plain.equals("..") ? "_" : plain;
  }
}
