package org.echomotion.cli.terminal;

/** How a command ended. */
public final class ExitCode {

  /** All went well; from {@code analyze}: every file has an ejection fraction. */
  public static final int OK = 0;

  /** Done, but at least one file has no ejection fraction; the output says why. */
  public static final int NO_NUMBER = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** A file cannot be read, or is no cine. */
  public static final int UNREADABLE = 3;

  /** EchoMotion did not start here, or the server cannot be reached. */
  public static final int NO_PLATFORM = 4;

  /** EchoMotion failed in a way that it should not have. */
  public static final int FAILED = 5;

  /** Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
