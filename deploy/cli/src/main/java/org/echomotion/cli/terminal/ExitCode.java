package org.echomotion.cli.terminal;

/** Exit codes of all commands. */
public final class ExitCode {

  /** Success; from {@code analyze}: every file has an ejection fraction. */
  public static final int OK = 0;

  /** Done, but at least one file has no ejection fraction; the output states the reason. */
  public static final int NO_NUMBER = 1;

  /** The audit trail was changed, or a tenant's removal goes on in the background. */
  public static final int NOT_WHOLE = 1;

  /** {@code doctor} found a problem. */
  public static final int PROBLEM = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** A file cannot be read, or is not a cine. */
  public static final int UNREADABLE = 3;

  /** EchoMotion did not start, or the server cannot be reached. */
  public static final int NO_PLATFORM = 4;

  /** An error in EchoMotion itself; the log has the details. */
  public static final int FAILED = 5;

  /** Stopped by Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
