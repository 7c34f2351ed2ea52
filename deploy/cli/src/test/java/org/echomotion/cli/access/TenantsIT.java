package org.echomotion.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echomotion.cli.access.Edges.Edge;
import org.echomotion.cli.endtoend.Launcher;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.security.Roles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hospitals in one running platform. */
class TenantsIT {

  private static final Pattern CLIP = Pattern.compile("\"clipId\": ?\"([0-9a-f-]{36})\"");

  @TempDir static Path temporary;

  private static SecurePlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform = new SecurePlatform(temporary);
  }

  @AfterAll
  static void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  private static String clinician(String tenant) {
    return platform.tokens.of(Roles.CLINICIAN, tenant);
  }

  private static String admin(String tenant) {
    return platform.tokens.of(Roles.ADMIN, tenant);
  }

  private static String operator() {
    return platform.tokens.withoutTenant(Roles.OPERATOR);
  }

  private static int status(String path, String token, String... headers) throws Exception {
    return platform.rest(platform.client(), "GET", path, token, headers).statusCode();
  }

  private static String clip(String tenant) throws Exception {
    String study =
        platform.rest(platform.client(), "GET", "/v1/studies/same", clinician(tenant)).body();
    Matcher clip = CLIP.matcher(study);
    assertTrue(clip.find(), study);
    return clip.group(1);
  }

  private static void analyze(String tenant) throws Exception {
    assertEquals(
        0,
        platform.run(
            clinician(tenant),
            "analyze",
            "--study=same",
            "--out=" + temporary.resolve(tenant),
            Launcher.SAMPLE.toString()),
        platform::printed);
  }

  @Test
  void twoHospitalsWithTheSameStudyAndTheSameBytesSeeOnlyTheirOwn() throws Exception {
    for (String tenant : List.of("north", "south")) {
      assertEquals(4, platform.run(clinician(tenant), "tenant", "add", tenant), platform::printed);
      assertEquals(0, platform.run(operator(), "tenant", "add", tenant), platform::printed);
      analyze(tenant);
    }
    String north = clip("north");
    String south = clip("south");
    assertFalse(north.equals(south));

    for (String path :
        List.of(
            "/v1/clips/%s/explanation",
            "/v1/clips/%s/explanation/report.html", "/v1/clips/%s/explanation/ed.png")) {
      assertEquals(200, status(path.formatted(north), clinician("north")), path);
      assertEquals(404, status(path.formatted(north), clinician("south")), path);
      // Only a service may say which tenant a call is for.
      assertEquals(
          404,
          status(path.formatted(north), clinician("south"), "echomotion-tenant", "north"),
          path);
    }
    for (String path :
        List.of("/v1/studies", "/v1/ejection-fractions", "/v1/ejection-fractions.csv")) {
      String seen = platform.rest(platform.client(), "GET", path, clinician("south")).body();
      assertTrue(seen.contains(south), path + ": " + seen);
      assertFalse(seen.contains(north), path + ": " + seen);
    }

    noMethodShowsAClipOfTheOther(north);

    assertEquals(403, status("/v1/studies", platform.tokens.withoutTenant(Roles.CLINICIAN)));
    assertEquals(
        4,
        platform.run(
            clinician("nowhere"),
            "analyze",
            Launcher.SAMPLE.toString(),
            "--out=" + temporary.resolve("x")));
    assertTrue(
        platform.printed().contains("The tenant nowhere does not exist here"), platform.printed());

    theTrailIsWholeAndShowsOwnEntriesOnly();
    removalLeavesNothing(south);
  }

  /** Every method that takes a clip or a study, with every role that may call it. */
  private void noMethodShowsAClipOfTheOther(String northernClip) throws Exception {
    // A study that only the north has.
    assertEquals(
        0,
        platform.run(
            clinician("north"),
            "analyze",
            "--study=northern",
            "--out=" + temporary.resolve("northern"),
            Launcher.SAMPLE.toString()),
        platform::printed);
    List<String> wrong = new ArrayList<>();
    int shown = 0;
    for (Edge edge : Edges.all()) {
      if (edge.method().isEmpty() || edge.method().get().isClientStreaming()) {
        continue;
      }
      Optional<byte[]> request = about(edge.method().get(), northernClip);
      if (request.isEmpty()) {
        continue;
      }
      for (String role : edge.roles()) {
        if (role.equals(Roles.SERVICE)) {
          continue;
        }
        WireCall.Answer south =
            WireCall.send(
                platform.client().channel(),
                edge.method().get(),
                platform.tokens.of(role, "south"),
                request.get());
        boolean nothing =
            south.status().getCode() == Status.Code.NOT_FOUND || south.message().length == 0;
        if (!nothing) {
          wrong.add(edge.name() + " as " + role + ": " + south.status());
        }
      }
      if (!edge.name().endsWith("DeleteStudy") && !edge.roles().isEmpty()) {
        String role = edge.roles().iterator().next();
        WireCall.Answer north =
            WireCall.send(
                platform.client().channel(),
                edge.method().get(),
                platform.tokens.of(role, "north"),
                request.get());
        shown += north.status().isOk() && north.message().length > 0 ? 1 : 0;
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(shown >= 8, "the north itself saw only " + shown);
  }

  /** A request about a clip or a study of the north; empty if the method takes neither. */
  private static Optional<byte[]> about(MethodDescriptor method, String clip) {
    DynamicMessage.Builder request = DynamicMessage.newBuilder(method.getInputType());
    FieldDescriptor study = method.getInputType().findFieldByName("study_key");
    FieldDescriptor clipId = method.getInputType().findFieldByName("clip_id");
    if (clipId != null) {
      request.setField(clipId, clip);
    } else if (study != null) {
      request.setField(study, "northern");
    } else {
      return Optional.empty();
    }
    FieldDescriptor name = method.getInputType().findFieldByName("name");
    if (name != null) {
      request.setField(name, "report.html");
    }
    FieldDescriptor kind = method.getInputType().findFieldByName("kind");
    if (kind != null) {
      request.setField(kind, kind.getEnumType().findValueByNumber(1));
    }
    return Optional.of(request.build().toByteArray());
  }

  private void theTrailIsWholeAndShowsOwnEntriesOnly() throws Exception {
    Path anchor = temporary.resolve("anchor.json");
    assertEquals(
        0, platform.run(admin("north"), "audit", "anchor", "--out=" + anchor), platform::printed);
    assertEquals(
        0,
        platform.run(
            admin("north"),
            "audit",
            "verify",
            "--anchor=" + anchor,
            "--key=" + platform.data.resolve("audit-key.pub")),
        platform::printed);
    assertTrue(platform.printed().contains("No changed or missing entry"), platform.printed());
    assertEquals(
        1,
        platform.run(admin("south"), "audit", "verify", "--anchor=" + anchor),
        platform::printed);
    Path csv = temporary.resolve("north.csv");
    assertEquals(
        0, platform.run(admin("north"), "audit", "export", "--format=csv", "--out=" + csv));
    String entries = Files.readString(csv);
    assertTrue(entries.contains("UploadClip,same"), entries);
    assertTrue(entries.contains(",somebody,clinician,127.0.0.1,"), entries);
    assertFalse(entries.contains("south"), entries);
    assertEquals(4, platform.run(clinician("north"), "audit", "verify"), platform::printed);
  }

  private void removalLeavesNothing(String southernClip) throws Exception {
    int exit = platform.run(operator(), "tenant", "remove", "north", "--with-all-studies");
    // On a busy machine the events of the deletions may be sent later.
    assertTrue(Set.of(ExitCode.OK, ExitCode.NOT_WHOLE).contains(exit), platform::printed);
    assertEquals(404, status("/v1/studies/same", clinician("north")));
    assertEquals(southernClip, clip("south"));
    assertEquals(200, status("/v1/clips/" + southernClip + "/explanation", clinician("south")));
    long end = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < end && !foldersOf("north").isEmpty()) {
      Thread.sleep(200);
    }
    assertEquals(List.of(), foldersOf("north"));
    // Frames, reports, and uploads that broke off.
    assertEquals(3, foldersOf("south").size());
    eventsDoNotNameTheStudy();
  }

  /** Events stay for weeks after a study was deleted. */
  private static void eventsDoNotNameTheStudy() throws Exception {
    List<Path> logs;
    try (Stream<Path> all = Files.walk(platform.data.resolve("kafka"))) {
      logs = all.filter(path -> path.toString().endsWith(".log")).toList();
    }
    StringBuilder events = new StringBuilder();
    for (Path log : logs) {
      events.append(Files.readString(log, StandardCharsets.ISO_8859_1));
    }
    assertTrue(events.indexOf("north") > 0, "the events name the tenant");
    assertEquals(-1, events.indexOf("northern"));
  }

  private static List<Path> foldersOf(String tenant) throws Exception {
    try (Stream<Path> all = Files.walk(platform.data.resolve("blobs"))) {
      return all.filter(path -> path.endsWith(tenant)).toList();
    }
  }
}
