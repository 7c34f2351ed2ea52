package org.echomotion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.StopSignal;
import org.echomotion.standalone.LoopbackPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command does before it needs a platform. */
class EchoMotionTest {

  @TempDir Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    CommandLine command = EchoMotion.commandLine(new StopSignal());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(args);
  }

  @Test
  void everyCommandExplainsItself() {
    for (String name : EchoMotion.commandLine(new StopSignal()).getSubcommands().keySet()) {
      assertEquals(ExitCode.OK, execute(name, "--help"), name);
      assertTrue(out.toString().contains("Usage: echomotion " + name), name);
    }
  }

  @Test
  void printsItsVersion() {
    assertEquals(ExitCode.OK, execute("version"));
    assertTrue(
        out.toString().matches("(?s)EchoMotion \\d+\\.\\d+\\.\\d+.*Java .*"), out.toString());
  }

  @Test
  void aWrongCommandLineIsAUsageError() {
    assertEquals(ExitCode.USAGE, execute("analyze"));
    assertEquals(ExitCode.USAGE, execute("analyze", "--view", "A3C", "a.dcm"));
    assertEquals(
        ExitCode.USAGE, execute("analyze", "--view", "A4C,A2C", "a.dcm", "b.dcm", "c.dcm"));
    assertTrue(err.toString().contains("2 views for 3 files"), err.toString());
    assertEquals(ExitCode.USAGE, execute("analyze", "--server", "nowhere", "a.dcm"));
    assertEquals(ExitCode.USAGE, execute("phantom", "--count", "0", "--out", "x"));
    assertEquals(ExitCode.USAGE, execute("nonsense"));
  }

  @Test
  void trainingNamesItsKeysAndAnswersAnUnknownOneWithTheNearest() {
    assertEquals(ExitCode.OK, execute("train", "--help"));
    assertTrue(out.toString().contains("standard, light, heavy, none"), out.toString());
    assertTrue(out.toString().contains("patience: 0"), out.toString());
    assertEquals(ExitCode.USAGE, execute("train", "optim.epoch=3"));
    assertTrue(err.toString().contains("Did you mean 'epochs'?"), err.toString());
    assertEquals(ExitCode.USAGE, execute("train", "data.path=prepared"));
    assertTrue(err.toString().contains("out=DIR"), err.toString());
    assertEquals(ExitCode.USAGE, execute("train", "--data", "prepared"));
  }

  @Test
  void aMissingFileIsSaidBeforeAnythingIsStarted() {
    assertEquals(
        ExitCode.UNREADABLE,
        execute("analyze", "--data", temporary.resolve("data").toString(), "absent.dcm"));
    assertTrue(err.toString().startsWith("absent.dcm: there is no such file"), err.toString());
    assertFalse(Files.exists(temporary.resolve("data")));
  }

  @Test
  void aFolderWithoutTheTableThatItShouldHoldIsSaid() {
    String folder = temporary.toString();
    String out = temporary.resolve("out").toString();
    assertEquals(ExitCode.UNREADABLE, execute("prepare", "echonet", folder, "--out", out));
    assertEquals(temporary.resolve("FileList.csv") + ": there is no such file.\n", err.toString());
    assertEquals(ExitCode.UNREADABLE, execute("prepare", "camus", folder, "--out", out));
    assertTrue(err.toString().endsWith(folder + " holds no folder patientNNNN.\n"), err.toString());
    assertEquals(ExitCode.UNREADABLE, execute("evaluate-ef", folder));
    assertTrue(err.toString().contains(folder + " has no table of labels: "), err.toString());
  }

  @Test
  void aServerThatDoesNotAnswerIsSaid() throws Exception {
    Path file = Files.write(temporary.resolve("a.avi"), new byte[] {1, 2, 3});
    String server = "127.0.0.1:" + LoopbackPorts.anyFree();
    assertEquals(ExitCode.NO_PLATFORM, execute("analyze", "--server", server, file.toString()));
    assertTrue(err.toString().contains("echomotion up"), err.toString());
  }

  @Test
  void phantomsOfOneSeedAreTheSameBytes() throws Exception {
    for (String name : new String[] {"a", "b"}) {
      assertEquals(
          ExitCode.OK,
          execute(
              "phantom",
              "--count",
              "1",
              "--frames",
              "2",
              "--seed",
              "7",
              "--out",
              temporary.resolve(name).toString()));
    }
    Path video;
    try (var videos = Files.list(temporary.resolve("a/Videos"))) {
      video = videos.findFirst().orElseThrow();
    }
    assertEquals(
        -1, Files.mismatch(video, temporary.resolve("b/Videos").resolve(video.getFileName())));
  }
}
