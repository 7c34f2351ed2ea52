package org.echomotion.cli.terminal;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** The terminal, as the launcher describes it in system properties. */
public final class Terminal {

  private Terminal() {}

  /** Whether standard error is a terminal, so that a line may be drawn over itself. */
  static boolean isInteractive() {
    return Boolean.getBoolean("echomotion.terminal");
  }

  /**
   * Moves standard error to the descriptor that the launcher names. Native code keeps writing to
   * the old one, which the launcher filters.
   */
  public static void takeStandardError() {
    String descriptor = System.getProperty("echomotion.standard-error");
    if (descriptor == null) {
      return;
    }
    try {
      // Append: if the descriptor is a file, opening it must not empty it.
      System.setErr(
          new PrintStream(new FileOutputStream(descriptor, true), true, Charset.defaultCharset()));
    } catch (FileNotFoundException e) {
      // A socket cannot be opened by name. The usual standard error stays, unfiltered.
    }
  }
}
