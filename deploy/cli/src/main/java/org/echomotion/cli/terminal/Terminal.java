package org.echomotion.cli.terminal;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** The terminal, as the launcher describes it in system properties. */
public final class Terminal {

  private Terminal() {}

  /** Returns whether standard error is a terminal, where a line can be overwritten. */
  static boolean isInteractive() {
    return Boolean.getBoolean("echomotion.terminal");
  }

  /**
   * Redirects Java's standard error to the descriptor that the launcher names. Native code still
   * writes to the old descriptor, which the launcher filters.
   */
  public static void takeStandardError() {
    String descriptor = System.getProperty("echomotion.standard-error");
    if (descriptor == null) {
      return;
    }
    try {
      // Append, because opening must not empty the descriptor if it is a file.
      System.setErr(
          new PrintStream(new FileOutputStream(descriptor, true), true, Charset.defaultCharset()));
    } catch (FileNotFoundException e) {
      // A socket cannot be opened by name. The unfiltered standard error is used then.
    }
  }
}
