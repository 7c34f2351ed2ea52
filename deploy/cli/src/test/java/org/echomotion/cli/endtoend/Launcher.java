package org.echomotion.cli.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the program of this build by its launcher, as a user does. */
public final class Launcher {

  /** The root of the checkout. */
  public static final Path ROOT = Path.of(System.getProperty("echomotion.root"));

  /** The cine that comes with EchoMotion. */
  public static final Path SAMPLE = ROOT.resolve("docs/samples/a4c.dcm");

  private static final String JAVA_OPTIONS = "ECHOMOTION_JAVA_OPTS";

  private Launcher() {}

  /**
   * Returns a command that is not started yet. It shares PostgreSQL's programs with other tests.
   */
  public static ProcessBuilder echomotion(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("echomotion").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ECHOMOTION_SKIP_BUILD", "1");
    // Short runs start faster without the second compiler.
    builder
        .environment()
        .put(
            JAVA_OPTIONS,
            "-XX:TieredStopAtLevel=1 -Dechomotion.programs="
                + System.getProperty("echomotion.programs"));
    return builder;
  }

  /** Adds a system property to a command. */
  public static void property(ProcessBuilder builder, String name, String value) {
    builder.environment().merge(JAVA_OPTIONS, " -D" + name + "=" + value, String::concat);
  }
}
