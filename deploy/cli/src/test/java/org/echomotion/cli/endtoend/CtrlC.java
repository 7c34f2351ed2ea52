package org.echomotion.cli.endtoend;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a program what a terminal sends on Ctrl-C. A shell makes what it starts in the background
 * or under nohup ignore that signal, the ignoring is inherited, and a JVM cannot undo it. So a
 * build in the background starts its programs through a command that resets the signal first.
 */
final class CtrlC {

  private static final int INTERRUPT = 2;
  private static final Pattern IGNORED = Pattern.compile("(?m)^SigIgn:\\s*([0-9a-f]+)$");

  /** GNU coreutils from 8.31 on, and the perl that Debian always has. */
  private static final List<List<String>> RESETS =
      List.of(
          List.of("env", "--default-signal=INT"),
          List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec { $ARGV[0] } @ARGV"));

  private final List<String> reset;
  private final String signal;

  private CtrlC(List<String> reset, String signal) {
    this.reset = reset;
    this.signal = signal;
  }

  /** Finds out how programs of this build can be interrupted. */
  static CtrlC ofThisBuild() throws IOException, InterruptedException {
    if (!isIgnoredHere()) {
      return new CtrlC(List.of(), "INT");
    }
    for (List<String> reset : RESETS) {
      if (works(reset)) {
        return new CtrlC(reset, "INT");
      }
    }
    // EchoMotion stops on a termination request in the same way.
    return new CtrlC(List.of(), "TERM");
  }

  /** The command, started so that it can be interrupted; its process number stays the same. */
  List<String> interruptible(List<String> command) {
    List<String> all = new ArrayList<>(reset);
    all.addAll(command);
    return all;
  }

  void send(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  private static boolean isIgnoredHere() throws IOException {
    Matcher ignored = IGNORED.matcher(Files.readString(Path.of("/proc/self/status")));
    return ignored.find() && new BigInteger(ignored.group(1), 16).testBit(INTERRUPT - 1);
  }

  private static boolean works(List<String> reset) throws InterruptedException {
    List<String> command = new ArrayList<>(reset);
    command.add("true");
    try {
      return new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      // There is no such program here.
      return false;
    }
  }
}
