package org.echomotion.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.standalone.LoopbackPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a server that speaks ef-service's REST. */
class ExportTest {

  @TempDir Path folder;

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final StringWriter said = new StringWriter();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String query = exchange.getRequestURI().getRawQuery();
    asked.add(path + "?" + query);
    if (path.equals("/v1/ejection-fractions.csv")) {
      answer(exchange, 200, "study_key\r\nk\r\n");
    } else if (path.equals("/v1/ejection-fractions") && query.contains("pageToken=&")) {
      answer(
          exchange,
          200,
          "{\"results\": ["
              + row("a")
              + ","
              + row("b")
              + "],"
              + " \"nextPageToken\": \"t\", \"newField\": 1}");
    } else if (path.equals("/v1/ejection-fractions")) {
      answer(exchange, 200, "{\"results\": [" + row("a") + "]}");
    } else if (path.matches("/v1/studies/[ab]/ejection-fraction/fhir")) {
      answer(exchange, 200, "{\"resourceType\":\"DiagnosticReport\"}");
    } else if (path.equals("/v1/studies/a/ejection-fraction")) {
      answer(exchange, 200, "{\"results\":[]}");
    } else {
      answer(exchange, 404, "{\"code\":\"NO_SUCH_STUDY\",\"message\":\"There is none.\"}");
    }
  }

  private static String row(String key) {
    return "{\"result\": {\"studyKey\": \"" + key + "\", \"ejectionFractionPercent\": 55.5}}";
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int run(String... arguments) {
    return run(server.getAddress().getPort(), arguments);
  }

  private int run(int port, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("--server", "127.0.0.1:" + port, "--out", folder.resolve("out").toString()));
    all.addAll(List.of(arguments));
    return new CommandLine(new ExportCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(said))
        .execute(all.toArray(String[]::new));
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  @Test
  void writesTheTableAsTheServiceMadeIt() throws IOException {
    assertEquals(
        ExitCode.OK,
        run(
            "--format=csv",
            "--grade=good",
            "--grade=usable",
            "--from=2026-01-01T00:00:00+01:00",
            "--highest=40"));
    assertEquals("study_key\r\nk\r\n", written());
    assertEquals(
        List.of(
            "/v1/ejection-fractions.csv?from=2026-01-01T00%3A00%3A00%2B01%3A00&grade=good"
                + "&grade=usable&highest=40.0&includePoor=false"),
        asked);
  }

  @Test
  void joinsThePagesOfACohort() throws IOException {
    assertEquals(ExitCode.OK, run("--format=json"));
    assertEquals(3, written().split("55.5", -1).length - 1);
    assertEquals(2, asked.size());
  }

  @Test
  void writesAReportPerStudyAndLine() throws IOException {
    assertEquals(ExitCode.OK, run("--format=fhir", "--sex=female", "--verified"));
    assertEquals(2, written().lines().count());
    assertTrue(
        asked.contains(
            "/v1/studies/b/ejection-fraction/fhir?includePoor=false&verified=true&sex=female"));
    assertTrue(said.toString().contains("reports: 2"));
  }

  @Test
  void oneStudyIsAskedForDirectly() throws IOException {
    assertEquals(ExitCode.OK, run("--format=json", "--study=a", "--include-poor"));
    assertEquals("{\"results\":[]}", written());
    assertEquals(ExitCode.OK, run("--format=fhir", "--study=a"));
    assertEquals(1, written().lines().count());
  }

  @Test
  void aRefusalIsSaidAndLeavesTheFileAsItWas() throws IOException {
    Files.writeString(folder.resolve("out"), "before");
    assertEquals(ExitCode.NO_NUMBER, run("--format=fhir", "--study=none"));
    assertEquals("There is none.\n", said.toString());
    assertEquals("before", written());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsSaid() {
    assertEquals(ExitCode.NO_PLATFORM, run(LoopbackPorts.anyFree(), "--format=csv"));
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
