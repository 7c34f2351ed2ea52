package org.echomotion.xai.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.echomotion.contract.xai.v1.GetExplanationRequest;
import org.echomotion.error.EchoMotionException;
import org.echomotion.tenant.Actor;
import org.echomotion.xai.explain.Artefact;
import org.echomotion.xai.store.BlobDirectory;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServingTest extends RunningService {

  @Test
  void servesArtefactsOverRest() throws Exception {
    assertAcknowledged(send());
    given()
        .get(EXPLANATION, clip)
        .then()
        .statusCode(200)
        .body("clipId", equalTo(clip.toString()))
        .body("artefacts.name", hasItems("report.html", "overlay.mp4"));
    byte[] png =
        given()
            .get(EXPLANATION + "/ed.png", clip)
            .then()
            .statusCode(200)
            .contentType("image/png")
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Disposition", "inline; filename=\"ed.png\"")
            .extract()
            .asByteArray();
    assertArrayEquals(download("ed.png"), png);
    given()
        .get(EXPLANATION + "/report.html", clip)
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("text/html"))
        .header("Content-Security-Policy", "sandbox");
  }

  @Test
  void neverServesDamagedBytesAndMakesThemAgain() throws Exception {
    assertAcknowledged(send());
    byte[] whole = download("ed.png");
    Path file;
    try (Stream<Path> files = Files.walk(blobDirectory.resolve("local").resolve(clip.toString()))) {
      file = files.filter(path -> path.endsWith("ed.png")).findFirst().orElseThrow();
    }
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);

    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> download("ed.png"));
    assertEquals(Status.Code.DATA_LOSS, refused.getStatus().getCode());
    assertEquals("ARTEFACT_LOST", refused.getTrailers().get(EchoMotionException.CODE));
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsMatching(StatusRuntimeException.class::isInstance)
        .untilAsserted(() -> assertArrayEquals(whole, download("ed.png")));
    assertFalse(Files.exists(file));
    assertEquals(1, folders(blobDirectory.resolve("local").resolve(clip.toString())));
  }

  @Test
  void findsNoArtefactUnderAHostileName() {
    assertAcknowledged(send());
    for (String name :
        List.of(
            "../../../etc/passwd",
            "/etc/passwd",
            "..",
            ".",
            "",
            "report.html/../report.html",
            "REPORT.HTML",
            ".report.html.unfinished",
            "report.html\u0000.png",
            "..\\report.html")) {
      StatusRuntimeException refused =
          assertThrows(StatusRuntimeException.class, () -> download(name), name);
      assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode(), name);
      assertEquals("ARTEFACT_NOT_FOUND", refused.getTrailers().get(EchoMotionException.CODE), name);
    }
    for (String encoded :
        List.of("..%2f..%2fetc%2fpasswd", "%2e%2e", "report.html%00.png", "nothing.png")) {
      given()
          .urlEncodingEnabled(false)
          .get("/v1/clips/" + clip + "/explanation/" + encoded)
          .then()
          .statusCode(oneOf(400, 404));
    }
  }

  @Test
  void saysWhatIsWrongWithAClipIdentifier() {
    given().get(EXPLANATION, "patient-7").then().statusCode(400);
    given()
        .get(EXPLANATION, UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("EXPLANATION_NOT_FOUND"));
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        assertThrows(
                StatusRuntimeException.class,
                () ->
                    calls.getExplanation(
                        GetExplanationRequest.newBuilder().setClipId("../x").build()))
            .getStatus()
            .getCode());
  }

  @Test
  void saysThatBytesAreLost() throws Exception {
    assertAcknowledged(send());
    try (var files = Files.walk(blobDirectory.resolve("local").resolve(clip.toString()))) {
      for (Path file : files.filter(path -> path.endsWith("curve.png")).toList()) {
        Files.writeString(file, "cut short");
      }
    }
    assertEquals(
        Status.Code.DATA_LOSS,
        assertThrows(StatusRuntimeException.class, () -> download("curve.png"))
            .getStatus()
            .getCode());
  }

  @Test
  void sweepsBytesThatACrashLeftWithoutARow() {
    assertAcknowledged(send());
    BlobDirectory.Place orphan =
        new BlobDirectory.Place(Actor.LOCAL_TENANT, UUID.randomUUID(), UUID.randomUUID());
    blobs.write(orphan, new Artefact(Artefact.Kind.CURVE, new byte[] {1}));
    assertEquals(0, store.removeOrphans(Duration.ofHours(1)), "what is being written stays");
    assertTrue(store.removeOrphans(Duration.ofSeconds(-5)) >= 1);
    assertFalse(Files.exists(blobs.file(orphan, Artefact.Kind.CURVE)));
    assertNotNull(download("curve.png"), "a file with a row is kept");
  }
}
