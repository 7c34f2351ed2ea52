package org.echomotion.ingest.dataset.published;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.echomotion.error.EchoMotionException;

/** The reason why part of a data set is skipped, in words. */
final class Reasons {

  private Reasons() {}

  /** Returns the reason for the report, never the name of a Java class. */
  static String of(Exception failure) {
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + " is missing.";
    }
    if (failure instanceof FileSystemException file) {
      return file.getFile() + " cannot be read.";
    }
    boolean ours = failure instanceof IOException || failure instanceof EchoMotionException;
    return ours && failure.getMessage() != null ? failure.getMessage() : "It cannot be read.";
  }
}
