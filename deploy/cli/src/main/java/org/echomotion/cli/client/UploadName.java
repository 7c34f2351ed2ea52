package org.echomotion.cli.client;

import java.nio.file.Path;

/** The name that is sent with a file. The service accepts plain names only, and stores no name. */
final class UploadName {

  private static final int LONGEST = 255;

  private UploadName() {}

  /** Returns the file's name without folders. Characters that are not allowed become "_". */
  static String of(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("[/\\\\\\p{Cntrl}]", "_");
    String plain = name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name;
    return plain.equals(".") || plain.equals("..") ? "_" : plain;
  }
}
