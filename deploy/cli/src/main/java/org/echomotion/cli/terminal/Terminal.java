package org.echomotion.cli.terminal;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;

/** What the launcher found out about the terminal, and arranged. */
public final class Terminal {

  private Terminal() {}

  /** Whether standard error is a terminal, so that a line may be drawn over itself. */
  static boolean isInteractive() {
    return Boolean.getBoolean("echomotion.terminal");
  }

  /**
   * Speaks to the descriptor that the launcher names, where native code that chats to standard
   * error cannot interrupt.
   */
  public static void takeStandardError() {
    String descriptor = System.getProperty("echomotion.standard-error");
    if (descriptor == null) {
      return;
    }
    try {
      // Appending: where it is a file, opening it must not empty it.
      System.setErr(new PrintStream(new FileOutputStream(descriptor, true), true));
    } catch (FileNotFoundException e) {
      // It is a socket, which cannot be opened by name: the usual one serves, chatter and all.
    }
  }
}
