package org.echomotion.cli.endtoend;

import static org.echomotion.cli.endtoend.Launcher.echomotion;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.echomotion.standalone.LoopbackPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a newcomer types it: the launcher, one process, a real cine. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OneProcessIT {

  private static final Path CINE = Launcher.SAMPLE;

  @TempDir Path temporary;

  private record Ended(int exitCode, String out, String err) {}

  @Test
  void aRealCineInAnEjectionFractionOut() throws Exception {
    Path report = temporary.resolve("report");
    Ended first = ended(echomotion("analyze", CINE.toString(), "--out", report.toString(), data()));
    assertEquals(0, first.exitCode(), first::toString);
    assertTrue(first.out().contains("  View        A4C"), first::out);
    assertTrue(first.out().contains("Not for clinical use."), first::out);
    for (String name :
        List.of("report.html", "result.json", "overlay.mp4", "curve.png", "ed.png", "es.png")) {
      assertTrue(Files.size(report.resolve(name)) > 500, name);
    }
    JsonNode result = new ObjectMapper().readTree(report.resolve("result.json").toFile());
    double ef = result.get("ejectionFractionPercent").asDouble();
    assertTrue(ef > 35 && ef < 80, "ejection fraction " + ef);
    assertEquals(1, result.get("beats").size());
    assertEquals(30, result.get("frameCount").asInt());
    assertTrue(result.get("interval").get("lowerPercent").asDouble() < ef);
    assertTrue(result.get("interval").get("upperPercent").asDouble() > ef);
    assertFalse(result.get("provenance").get("modelLicence").asText().isEmpty());
    assertNothingRuns();

    Ended second = ended(echomotion("analyze", "--json", CINE.toString(), data()));
    assertEquals(0, second.exitCode(), second::toString);
    assertEquals(
        ef, new ObjectMapper().readTree(second.out()).get("ejectionFractionPercent").asDouble());
    assertNothingRuns();
  }

  @Test
  void upServesOthersSaysWhoItIsAndStopsOnCtrlC() throws Exception {
    int port = LoopbackPorts.anyFree();
    Path out = temporary.resolve("up.out");
    CtrlC ctrlC = CtrlC.ofThisBuild();
    ProcessBuilder interruptible = echomotion("up", "--port", Integer.toString(port), data());
    interruptible.command(ctrlC.interruptible(interruptible.command()));
    Process up = interruptible.redirectOutput(out.toFile()).start();
    try {
      Eventually.holds(
          "up is ready", () -> !up.isAlive() || Files.readString(out).contains("is ready"));
      assertTrue(up.isAlive(), () -> read(out));

      Ended other = ended(echomotion("analyze", CINE.toString(), data()));
      assertEquals(4, other.exitCode(), other::toString);
      assertTrue(other.err().contains("is in use by process " + pidOf(up)), other::err);
      assertTrue(other.err().contains("--server 127.0.0.1:" + port), other::err);

      Path broken = Files.writeString(temporary.resolve("broken.dcm"), "not a cine");
      String server = "127.0.0.1:" + port;
      Ended refused = ended(echomotion("analyze", "--server", server, broken.toString()));
      assertEquals(3, refused.exitCode(), refused::toString);
      assertTrue(refused.err().startsWith("broken.dcm: "), refused::err);

      Ended both =
          ended(
              echomotion(
                  "analyze", "--server", server, "--json", CINE.toString(), CINE.toString()));
      assertEquals(0, both.exitCode(), both::toString);
      JsonNode study = new ObjectMapper().readTree(both.out());
      assertEquals(2, study.get("results").size());
      assertTrue(
          study.get("study").get("methodReason").asText().contains("no A2C clip"), both::out);
      assertTrue(answered(URI.create("http://" + server + "/")).contains("<echo-app>"));
      twoFilesAreAStudyWithAPage(server);
      aKilledPostgresComesBack(server, out);
      noPhantomIsLost(server);
      aNumberComesBeforeTheUploadIsOver(port);
    } finally {
      ctrlC.send(up);
      if (!up.waitFor(60, TimeUnit.SECONDS)) {
        up.destroyForcibly();
      }
    }
    assertEquals(0, up.exitValue(), () -> read(out));
    assertTrue(read(out).endsWith("Stopped.\n"), () -> read(out));
    assertNothingRuns();
  }

  /** Both streams in one file, which others write too: nobody overwrites anybody. */
  @Test
  void oneFileForAllTextLosesNone() throws Exception {
    Path all = temporary.resolve("all.txt");
    String launcher = Launcher.ROOT.resolve("echomotion").toString();
    ProcessBuilder builder = echomotion();
    builder.command(
        "bash",
        "-c",
        "{ echo first; \"$0\" analyze absent.dcm; \"$0\" version; echo last; } > \"$1\" 2>&1",
        launcher,
        all.toString());
    builder.start().waitFor();
    List<String> lines = Files.readAllLines(all);
    assertEquals(5, lines.size(), lines::toString);
    assertEquals("first", lines.get(0));
    assertTrue(lines.get(1).startsWith("absent.dcm: there is no such file"), lines::toString);
    assertTrue(lines.get(2).startsWith("EchoMotion "), lines::toString);
    assertTrue(lines.get(3).startsWith("Java "), lines::toString);
    assertEquals("last", lines.get(4));
  }

  @Test
  void aStartThatCannotSucceedSaysWhyInOneSentence() throws Exception {
    refused("0 is not a port", "up", "--port=0", data());
    refused("70000 is not a port", "up", "--port=70000", data());
    refused("contains the character ,", "up", "--data=" + temporary.resolve("a,b"));
    Path home = Files.createDirectory(temporary.resolve("home"));
    Files.createFile(home.resolve("letter.txt"));
    refused("none of EchoMotion's (letter.txt)", "up", "--data=" + home);
    Path models = temporary.resolve("models");
    Path model = models.resolve("echomotionnet-b0-phantom");
    copyModel(model);
    Path graph = model.resolve("saved_model.pb");
    try (FileChannel file = FileChannel.open(graph, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    ProcessBuilder damaged = echomotion("up", "--port=" + LoopbackPorts.anyFree(), data());
    Launcher.property(damaged, "echomotion.segmentation.model-repository", models.toString());
    Launcher.property(damaged, "echomotion.segmentation.model", "echomotionnet-b0-phantom");
    refused("do not match the SHA-256", damaged);
    assertNothingRuns();
  }

  private void refused(String why, String... arguments) throws Exception {
    refused(why, echomotion(arguments));
  }

  private void refused(String why, ProcessBuilder command) throws Exception {
    Ended ended = ended(command);
    assertEquals(4, ended.exitCode(), ended::toString);
    assertTrue(ended.err().contains(why), ended::toString);
    assertEquals(1, ended.err().lines().count(), ended::toString);
  }

  private static void copyModel(Path target) throws Exception {
    Path source =
        Launcher.ROOT.resolve(
            "segmentation-service/network/src/main/resources/models/" + target.getFileName());
    Files.createDirectories(target.getParent());
    assertEquals(
        0, new ProcessBuilder("cp", "-r", source.toString(), target.toString()).start().waitFor());
  }

  /** A JVM without memory ends at once and says so, instead of answering wrongly. */
  @Test
  void lackOfMemoryEndsTheProgramWithASentence() throws Exception {
    ProcessBuilder builder = echomotion("up", "--port=" + LoopbackPorts.anyFree(), data());
    builder.environment().merge("ECHOMOTION_JAVA_OPTS", " -Xms20m -Xmx20m", String::concat);
    Ended ended = ended(builder);
    assertEquals(3, ended.exitCode(), ended::toString);
    assertTrue(ended.err().contains("EchoMotion ran out of memory"), ended::toString);
  }

  /** The same view twice: no biplane, but a page that says so and leads to both reports. */
  private void twoFilesAreAStudyWithAPage(String server) throws Exception {
    Path out = temporary.resolve("study");
    Ended ended =
        ended(
            echomotion(
                "analyze",
                "--server",
                server,
                "--study=two-files",
                "--out=" + out,
                CINE.toString(),
                Files.copy(CINE, temporary.resolve("again.dcm")).toString()));
    assertEquals(0, ended.exitCode(), ended::toString);
    assertTrue(ended.out().contains("  Report      " + out.resolve("study.html")), ended::out);
    JsonNode study = new ObjectMapper().readTree(out.resolve("study.json").toFile());
    assertEquals(1, study.get("clipIds").size());
    String page = Files.readString(out.resolve("study.html"));
    assertTrue(page.contains("The study has no A2C clip."), page);
    Matcher links = Pattern.compile("href=\"([^\"]*)\"").matcher(page);
    assertTrue(links.find(), page);
    assertTrue(Files.isRegularFile(out.resolve(links.group(1))), links.group(1));
    URI address = URI.create("http://" + server + "/v1/studies/two-files/explanation/study.html");
    String served = answered(address);
    assertTrue(links.reset(served).find(), served);
    assertTrue(answered(address.resolve(links.group(1))).contains("Outline on every frame"));
  }

  /** Only PostgreSQL is killed. The services go on with it, and nothing that was stored is lost. */
  private void aKilledPostgresComesBack(String server, Path out) throws Exception {
    URI before = URI.create("http://" + server + "/v1/studies/two-files/ejection-fraction");
    String stored = answered(before);
    Path pidFile = temporary.resolve("data/postgresql/postmaster.pid");
    long postmaster = Long.parseLong(Files.readAllLines(pidFile).get(0));
    ProcessHandle killed = ProcessHandle.of(postmaster).orElseThrow();
    killed.destroyForcibly();
    killed.onExit().join();
    Eventually.holds(
        "PostgreSQL is restarted", () -> read(out).contains("PostgreSQL runs again.\n"));
    assertFalse(Files.readAllLines(pidFile).get(0).equals(Long.toString(postmaster)));
    Eventually.holds("it is used", () -> status(before) == 200);
    assertEquals(stored, answered(before));
    Ended after =
        ended(echomotion("analyze", "--server", server, "--study=after-kill", CINE.toString()));
    assertEquals(0, after.exitCode(), after::toString);
    Ended doctor = ended(echomotion("doctor", "--json", data()));
    assertEquals(0, doctor.exitCode(), doctor::toString);
    assertTrue(doctor.out().contains("It runs, schema "), doctor::out);
  }

  private static int status(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static String answered(URI uri) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), uri + ": " + answer.body());
    return answer.body();
  }

  /** Ejection fractions from low to high, both looks: each gets a number, and they rise. */
  private void noPhantomIsLost(String server) throws Exception {
    Path phantoms = temporary.resolve("phantoms");
    Ended made =
        ended(
            echomotion(
                "phantom",
                "--count=4",
                "--ef=20..65",
                "--look=echonet,camus",
                "--seed=2",
                "--out=" + phantoms));
    assertEquals(0, made.exitCode(), made::toString);
    Ended evaluated = ended(echomotion("evaluate-ef", "--server", server, phantoms.toString()));
    assertEquals(0, evaluated.exitCode(), evaluated::toString);
    assertTrue(
        evaluated.out().contains("4 cines, 4 with a number, 0 without, 0 lost"), evaluated::out);
    Matcher computed = Pattern.compile("computed +([0-9.]+)").matcher(evaluated.out());
    double before = 0;
    while (computed.find()) {
      double ejectionFraction = Double.parseDouble(computed.group(1));
      assertTrue(ejectionFraction > before, evaluated::out);
      before = ejectionFraction;
    }
  }

  /** The phantoms of {@link #noPhantomIsLost}: some seconds at 50 frames per second. */
  private void aNumberComesBeforeTheUploadIsOver(int port) throws Exception {
    Path cine;
    try (Stream<Path> files = Files.list(temporary.resolve("phantoms/Videos"))) {
      cine = files.sorted().skip(3).findFirst().orElseThrow();
    }
    try (SlowUpload client = new SlowUpload(port)) {
      SlowUpload.Seen seen = client.send(cine, "slow-line");
      assertFalse(seen.duringUpload().isEmpty(), () -> "only " + seen.all());
      assertTrue(
          seen.duringUpload().stream().allMatch(WatchEjectionFractionResponse::getProvisional));
      List<EjectionFraction> last =
          seen.all().stream()
              .filter(message -> message.hasResult() && !message.getProvisional())
              .map(WatchEjectionFractionResponse::getResult)
              .toList();
      assertEquals(List.of(client.stored("slow-line")), last);
      double first = seen.duringUpload().get(0).getResult().getEjectionFractionPercent();
      assertEquals(last.get(0).getEjectionFractionPercent(), first, 12);
    }
  }

  private String data() {
    return "--data=" + temporary.resolve("data");
  }

  /** The launcher ends in exec: the process that it started is EchoMotion. */
  private static long pidOf(Process launched) {
    return launched.pid();
  }

  private Ended ended(ProcessBuilder builder) throws Exception {
    Path out = Files.createTempFile(temporary, "out", ".txt");
    Path err = Files.createTempFile(temporary, "err", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new Ended(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** PostgreSQL is the only other process; its number is in a file for as long as it runs. */
  private void assertNothingRuns() {
    assertFalse(Files.exists(temporary.resolve("data/postgresql/postmaster.pid")));
    assertTrue(
        ProcessHandle.allProcesses()
            .noneMatch(
                process ->
                    process
                        .info()
                        .commandLine()
                        .map(line -> line.contains(temporary.toString()))
                        .orElse(false)));
  }
}
