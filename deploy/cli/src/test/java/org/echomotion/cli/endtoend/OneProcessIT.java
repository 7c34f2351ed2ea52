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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
