package org.echomotion.ingest.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.echomotion.contract.events.v1.StudyDeleted;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.DeleteStudyRequest;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.ListStudiesRequest;
import org.echomotion.contract.ingest.v1.ListStudiesResponse;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StudyTest extends IngestServiceTestCase {

  @Test
  void streamsAnyRangeOfFrames() throws IOException {
    Clip clip = upload("s", TestCines.avi(1, 120)).getClip();
    List<StreamFramesResponse> all = stream(clip, FrameKind.FRAME_KIND_UNSPECIFIED, 0, 0);
    assertTrue(all.size() > 1);
    assertEquals(clip.getClipId(), all.get(0).getClip().getClipId());
    assertFalse(all.get(1).hasClip());
    byte[] pixels = pixels(all);
    assertEquals(120 * 112 * 112, pixels.length);
    all.forEach(message -> assertTrue(message.getSerializedSize() <= 1 << 20));
    byte[] range = pixels(stream(clip, FrameKind.FRAME_KIND_WORKING, 95, 3));
    assertArrayEquals(java.util.Arrays.copyOfRange(pixels, 95 * 112 * 112, 98 * 112 * 112), range);
    int displayPixels =
        clip.getGeometry().getDisplayHeight() * clip.getGeometry().getDisplayWidth();
    assertEquals(
        2 * displayPixels, pixels(stream(clip, FrameKind.FRAME_KIND_DISPLAY, 118, 0)).length);
  }

  @Test
  void refusesFramesThatAreNotThere() {
    Clip clip = upload("s", TestCines.avi(1, 6)).getClip();
    for (int[] range : new int[][] {{-1, 1}, {6, 0}, {0, 7}, {5, 2}, {0, -1}}) {
      StatusRuntimeException refused =
          assertThrows(
              StatusRuntimeException.class,
              () -> stream(clip, FrameKind.FRAME_KIND_WORKING, range[0], range[1]));
      assertEquals("BAD_REQUEST", code(refused));
    }
    Clip absent = clip.toBuilder().setClipId(UUID.randomUUID().toString()).build();
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class, () -> stream(absent, FrameKind.FRAME_KIND_WORKING, 0, 0));
    assertEquals(Status.Code.NOT_FOUND, refused.getStatus().getCode());
  }

  @Test
  void answersNoPageOfAnotherOriginAndNoForeignName() throws Exception {
    byte[] file = TestCines.avi(1, 6);
    given()
        .header("Origin", "http://evil.example")
        .body(file)
        .when()
        .post("/v1/studies/s/clips?sha256=" + TestCines.sha256(file))
        .then()
        .statusCode(403)
        .body("code", equalTo("FOREIGN_PAGE"));
    assertNothingStored();
    upload("s", file);
    given().header("Host", "evil.example").when().get("/v1/studies/s").then().statusCode(403);
    given().header("Host", "evil.example").when().delete("/v1/studies/s").then().statusCode(403);
    given().when().get("/v1/studies/s").then().statusCode(200);
  }

  @Test
  void deletesEveryRowAndBlobAndTellsOfIt() throws Exception {
    Clip clip = upload("gone", TestCines.avi(1, 6)).getClip();
    Clip other = upload("stays", TestCines.avi(2, 6)).getClip();
    DeleteStudyRequest request = DeleteStudyRequest.newBuilder().setStudyKey("gone").build();
    assertTrue(service().deleteStudy(request).getDeleted());
    assertFalse(service().deleteStudy(request).getDeleted());
    assertEquals(1, count("ingest.study"));
    assertEquals(1, count("ingest.clip"));
    String blob = "local/" + other.getClipId();
    assertEquals(List.of(blob + ".display", blob + ".working"), blobs());
    StudyDeleted event =
        StudyDeleted.parseFrom(events(IngestChannels.STUDY_DELETED).received().get(0).getPayload());
    assertEquals(clip.getStudyId(), event.getStudyId());
    assertEquals(List.of(clip.getClipId()), event.getClipIdsList());
    assertEquals(1, count("ingest.deleted_study where published_at is not null"));
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> service().getStudy(GetStudyRequest.newBuilder().setStudyKey("gone").build()));
    assertEquals("NO_SUCH_STUDY", code(refused));
  }

  @Test
  void listsTheFirstPlaneOfACineBeforeTheSecond() {
    for (int seed = 1; seed <= 3; seed++) {
      upload("planes", TestCines.biplaneAvi(seed, 12));
    }
    List<Clip> clips =
        service()
            .getStudy(GetStudyRequest.newBuilder().setStudyKey("planes").build())
            .getStudy()
            .getClipsList();
    assertEquals(List.of(1, 2, 1, 2, 1, 2), clips.stream().map(Clip::getPlane).toList());
    // Other services order clips by time.
    for (int i = 0; i < clips.size(); i += 2) {
      assertEquals(clips.get(i).getSha256(), clips.get(i + 1).getSha256());
      assertEquals(
          Timestamps.add(clips.get(i).getCreatedAt(), Durations.fromMicros(1)),
          clips.get(i + 1).getCreatedAt());
    }
  }

  @Test
  void deletesBothPlanesOfABiplaneCine() throws Exception {
    UploadClipResponse both = upload("gone", TestCines.biplaneAvi(1, 12));
    assertEquals(4, blobs().size());
    service().deleteStudy(DeleteStudyRequest.newBuilder().setStudyKey("gone").build());
    assertEquals(0, count("ingest.clip"));
    assertEquals(List.of(), blobs());
    StudyDeleted event =
        StudyDeleted.parseFrom(events(IngestChannels.STUDY_DELETED).received().get(0).getPayload());
    assertEquals(
        Set.of(both.getClip().getClipId(), both.getSecondPlane().getClipId()),
        Set.copyOf(event.getClipIdsList()));
  }

  @Test
  void tellsOfADeletionThatIsStillOwed() throws Exception {
    upload("gone", TestCines.avi(1, 6));
    service().deleteStudy(DeleteStudyRequest.newBuilder().setStudyKey("gone").build());
    execute(
        "update ingest.deleted_study set published_at = null, deleted_at = deleted_at - interval '1 hour'");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> events(IngestChannels.STUDY_DELETED).received().size() == 2);
  }

  @Test
  void pagesStudiesNewestFirst() {
    byte[] file = TestCines.avi(1, 6);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      upload("study-" + i, file);
      keys.add("study-" + i);
    }
    Collections.reverse(keys);
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListStudiesResponse page =
          service()
              .listStudies(
                  ListStudiesRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      page.getStudiesList().forEach(study -> seen.add(study.getStudyKey()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    assertEquals(keys, seen);
    for (ListStudiesRequest bad :
        List.of(
            ListStudiesRequest.newBuilder().setPageSize(201).build(),
            ListStudiesRequest.newBuilder().setPageToken("?").build(),
            ListStudiesRequest.newBuilder().setPageToken("AAAA").build())) {
      assertEquals(
          "BAD_REQUEST",
          code(assertThrows(StatusRuntimeException.class, () -> service().listStudies(bad))));
    }
  }

  @Test
  void valuesThatCannotBeStoredAreInvalid() {
    ByteBuffer far = ByteBuffer.allocate(28).putLong(0, 1L << 44);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(far.array());
    assertEquals(
        "BAD_VALUE",
        code(
            assertThrows(
                StatusRuntimeException.class,
                () ->
                    service()
                        .listStudies(
                            ListStudiesRequest.newBuilder().setPageToken(token).build()))));
    assertEquals(
        "BAD_VALUE",
        code(
            assertThrows(
                StatusRuntimeException.class,
                () ->
                    service().getStudy(GetStudyRequest.newBuilder().setStudyKey("a\0b").build()))));
    given().get("/v1/studies?pageSize=abc").then().statusCode(400).body("code", is("BAD_VALUE"));
    given().get("/v1/studies/a%00b").then().statusCode(404);
    given().get("/v1/nothing").then().statusCode(404);
    given().put("/v1/studies/a").then().statusCode(405).body("code", is("METHOD_NOT_ALLOWED"));
    given()
        .contentType("text/html")
        .body("a")
        .post("/v1/studies/a/clips")
        .then()
        .statusCode(415)
        .body("code", is("UNSUPPORTED_MEDIA_TYPE"));
    given()
        .accept("image/gif")
        .get("/v1/studies/a")
        .then()
        .statusCode(406)
        .body("code", is("NOT_ACCEPTABLE"));
    byte[] file = TestCines.avi(1, 6);
    for (String key : List.of(".", "..")) {
      assertEquals(
          "BAD_HEADER", code(assertThrows(StatusRuntimeException.class, () -> upload(key, file))));
    }
  }

  @Test
  void doesTheSameOverRest() throws Exception {
    byte[] file = TestCines.avi(1, 6);
    String clip =
        post("rest", file, TestCines.sha256(file))
            .statusCode(200)
            .body("clip.studyKey", equalTo("rest"))
            .body("clip.view", equalTo("VIEW_A2C"))
            .body("clip.frameCount", equalTo(6))
            .body("alreadyKnown", equalTo(false))
            .extract()
            .path("clip.clipId");
    post("rest", file, TestCines.sha256(file))
        .statusCode(200)
        .body("clip.clipId", equalTo(clip))
        .body("alreadyKnown", equalTo(true));
    given().get("/v1/studies/rest").then().statusCode(200).body("clips", hasSize(1));
    given().get("/v1/studies").then().statusCode(200).body("studies", hasSize(1));
    given().delete("/v1/studies/rest").then().statusCode(200).body("deleted", equalTo(true));
    given().get("/v1/studies/rest").then().statusCode(404).body("code", equalTo("NO_SUCH_STUDY"));
    assertEquals(List.of(), blobs());
  }

  @Test
  void refusesTheSameOverRest() throws Exception {
    byte[] file = TestCines.avi(1, 6);
    post("rest", file, "00").statusCode(400).body("code", equalTo("BAD_HEADER"));
    post("rest", file, TestCines.sha256(new byte[1]))
        .statusCode(400)
        .body("code", equalTo("CONTENT_MISMATCH"));
    byte[] text = "no cine".getBytes();
    post("rest", text, TestCines.sha256(text))
        .statusCode(400)
        .body("code", equalTo("UNKNOWN_FORMAT"));
    post("rest", new byte[0], TestCines.sha256(new byte[0]))
        .statusCode(400)
        .body("code", equalTo("EMPTY_FILE"));
    assertNothingStored();
  }

  private static ValidatableResponse post(String key, byte[] file, String sha256) {
    return given()
        .contentType("application/octet-stream")
        .queryParam("sha256", sha256)
        .queryParam("view", "A2C")
        .queryParam("fileName", "cine.avi")
        .body(file)
        .post("/v1/studies/" + key + "/clips")
        .then();
  }

  private List<StreamFramesResponse> stream(Clip clip, FrameKind kind, int first, int count) {
    Iterator<StreamFramesResponse> messages =
        service()
            .streamFrames(
                StreamFramesRequest.newBuilder()
                    .setClipId(clip.getClipId())
                    .setKind(kind)
                    .setFirstFrame(first)
                    .setFrameCount(count)
                    .build());
    List<StreamFramesResponse> all = new ArrayList<>();
    messages.forEachRemaining(all::add);
    return all;
  }

  private static byte[] pixels(List<StreamFramesResponse> messages) throws IOException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (StreamFramesResponse message : messages) {
      message.getPixels().writeTo(pixels);
    }
    return pixels.toByteArray();
  }
}
