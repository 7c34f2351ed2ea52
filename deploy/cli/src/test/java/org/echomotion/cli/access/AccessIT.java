package org.echomotion.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.echomotion.cli.access.Edges.Edge;
import org.echomotion.cli.endtoend.Launcher;
import org.echomotion.security.Roles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running platform with sign-in on: who is let in, and who is not. */
class AccessIT {

  @TempDir static Path temporary;

  private static SecurePlatform platform;
  private static ManagedChannel channel;

  /** What became of a call. */
  private enum Outcome {
    LET_IN,
    UNAUTHENTICATED,
    PERMISSION_DENIED
  }

  @BeforeAll
  static void start() throws Exception {
    platform = new SecurePlatform(temporary);
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", platform.port).usePlaintext().build();
  }

  @AfterAll
  static void stop() throws Exception {
    if (channel != null) {
      channel.shutdownNow();
    }
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void letsInTheStatedRolesAndNobodyElse() throws Exception {
    List<String> wrong = new ArrayList<>();
    int allowed = 0;
    for (Edge edge : Edges.all()) {
      for (String role : Roles.ALL) {
        Outcome expected = edge.roles().contains(role) ? Outcome.LET_IN : Outcome.PERMISSION_DENIED;
        allowed += expected == Outcome.LET_IN ? 1 : 0;
        Outcome outcome = call(edge, platform.tokens.of(role));
        if (outcome != expected) {
          wrong.add(edge.name() + " as " + role + ": " + outcome);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(allowed > 0);
  }

  @Test
  void letsInNobodyWithoutAProof() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Edge edge : Edges.all()) {
      for (Map.Entry<String, String> token : platform.tokens.bad().entrySet()) {
        Outcome outcome = call(edge, token.getValue());
        if (outcome != Outcome.UNAUTHENTICATED) {
          wrong.add(edge.name() + " with " + token.getKey() + ": " + outcome);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aClinicianMeasuresACineThroughAllServicesAndAnAnnotatorDoesNot() throws Exception {
    Path report = temporary.resolve("report");
    assertEquals(0, analyze(Roles.CLINICIAN, report), platform::printed);
    assertTrue(Files.size(report.resolve("report.html")) > 500);
    assertEquals(4, analyze(Roles.ANNOTATOR, temporary.resolve("none")));
    assertTrue(
        platform.printed().contains("Your roles do not allow this call."), platform.printed());
  }

  private static int analyze(String role, Path report) throws Exception {
    return platform.run(
        platform.tokens.of(role), "analyze", "--out=" + report, Launcher.SAMPLE.toString());
  }

  @Test
  void saysInWordsWhyARestCallIsRefused() throws Exception {
    String without = platform.rest("DELETE", "/v1/studies/x", "").body();
    assertTrue(without.contains("\"UNAUTHENTICATED\""), without);
    String denied =
        platform.rest("DELETE", "/v1/studies/x", platform.tokens.of(Roles.CLINICIAN)).body();
    assertTrue(denied.contains("\"PERMISSION_DENIED\""), denied);
  }

  private static Outcome call(Edge edge, String token) throws Exception {
    return edge.method().isPresent() ? grpc(edge.method().get(), token) : rest(edge, token);
  }

  private static Outcome rest(Edge edge, String token) throws IOException, InterruptedException {
    return switch (platform.rest(edge.verb(), edge.path(), token).statusCode()) {
      case 401 -> Outcome.UNAUTHENTICATED;
      case 403 -> Outcome.PERMISSION_DENIED;
      default -> Outcome.LET_IN;
    };
  }

  private static Outcome grpc(MethodDescriptor method, String token) throws Exception {
    return switch (WireCall.send(channel, method, token, new byte[0]).status().getCode()) {
      case UNAUTHENTICATED -> Outcome.UNAUTHENTICATED;
      case PERMISSION_DENIED -> Outcome.PERMISSION_DENIED;
      default -> Outcome.LET_IN;
    };
  }
}
