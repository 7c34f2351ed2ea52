package org.echomotion.ef.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.echomotion.contract.common.v1.PictureMeasures;
import org.echomotion.contract.common.v1.Recording;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.Ef;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.HeartRateSource;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.ef.api.grpc.EjectionFractionCalls;
import org.echomotion.ef.api.rest.EjectionFractionResource;
import org.echomotion.ef.contour.Shapes;
import org.echomotion.testing.MethodRoles;
import org.junit.jupiter.api.Test;

/** What those get who ask for results. */
@QuarkusTest
class EjectionFractionServiceTest extends EjectionFractionServiceTestCase {

  @TestHTTPResource(value = "/health/ready", management = true)
  URL health;

  private static void fails(Status.Code code, Runnable call) {
    assertEquals(code, assertThrows(StatusRuntimeException.class, call::run).getStatus().getCode());
  }

  @Test
  void twoViewsGiveTheStudyABiplaneEjectionFraction() throws Exception {
    UUID study = newStudy("study-13");
    send(newClip(study, "study-13", BeatingVentricle.frames(FRAMES, 0.8), View.VIEW_A2C, 1.3));
    send(newClip(study, "study-13", BeatingVentricle.frames(FRAMES, 1), View.VIEW_A4C, 1.3));
    awaitEvents(2);
    GetEjectionFractionResponse response =
        service.getEjectionFraction(
            GetEjectionFractionRequest.newBuilder().setStudyKey("study-13").build());
    StudyEjectionFraction together = response.getStudy();
    assertEquals(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS, together.getMethod());
    assertEquals(study.toString(), together.getStudyId());
    // Both views shorten and narrow alike: the volume is that of an ellipse of both widths.
    assertEquals(BeatingVentricle.EJECTION_FRACTION, together.getEjectionFractionPercent(), 1);
    double endDiastolicMl = 0.8 * Shapes.halfEllipsoidVolume(64, 38) * 1.3 * 1.3 * 1.3 / 1000;
    assertEquals(endDiastolicMl, together.getEndDiastolicVolumeMl(), 0.01 * endDiastolicMl);
    assertEquals(3, together.getPairsCount());
    assertEquals(0, together.getViewDifferencePoints(), 0.5);
    assertEquals(0, together.getLengthDifferencePercent(), 0.5);
    assertEquals(
        List.of(View.VIEW_A4C, View.VIEW_A2C),
        together.getClipIdsList().stream()
            .map(
                id ->
                    response.getResultsList().stream()
                        .filter(result -> result.getClipId().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .getView())
            .toList());
    Iterator<WatchEjectionFractionResponse> watched =
        service.watchEjectionFraction(
            WatchEjectionFractionRequest.newBuilder().setStudyKey("study-13").build());
    assertFalse(watched.next().hasStudy());
    assertFalse(watched.next().hasStudy());
    assertEquals(together, watched.next().getStudy());
    assertFalse(watched.hasNext());
  }

  @Test
  void whatCameWithAClipIsUsedAndSaid() throws Exception {
    Clip clip = newClip("study-15", BeatingVentricle.frames(FRAMES, 1));
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      seconds.add((i < 140 ? i : i + 1) / BeatingVentricle.HERTZ);
    }
    ClipIngested ingested =
        clip.event().getClip().toBuilder()
            .setRecording(
                Recording.newBuilder()
                    .addAllFrameTimesSeconds(seconds)
                    .addAllRWaveTimesSeconds(List.of(0.2, 1.08, 2.0))
                    .setPicture(
                        PictureMeasures.newBuilder()
                            .setBrightLevel(30)
                            .setDarkShare(0.7)
                            .setSectorShare(0.6)))
            .build();
    source().send(clip.event().toBuilder().setClip(ingested).build().toByteArray());
    awaitEvents(1);
    EjectionFraction result = get("study-15").get(0);
    assertEquals(seconds, result.getFrameTimesSecondsList());
    assertTrue(result.getElectrocardiogram().getUsed());
    assertEquals(List.of(0.2, 1.08, 2.0), result.getElectrocardiogram().getRWaveTimesSecondsList());
    assertEquals(60 / 0.9, result.getHeartRateBpm(), 1e-9);
    assertEquals(HeartRateSource.HEART_RATE_SOURCE_ELECTROCARDIOGRAM, result.getHeartRateSource());
    assertTrue(result.getQuality().getReasonsList().toString().contains("gain was too low"));
  }

  @Test
  void poorNumbersComeOnRequestOnly() throws Exception {
    List<FrameSegmentation> unsure = new ArrayList<>();
    BeatingVentricle.frames(FRAMES, 1)
        .forEach(f -> unsure.add(f.toBuilder().setMeanBoundaryEntropy((float) 0.66).build()));
    send(newClip("study-14", unsure));
    EjectionFractionComputed event =
        EjectionFractionComputed.parseFrom(awaitEvents(1).get(0).getPayload().value());
    EjectionFraction withheld = get("study-14").get(0);
    assertEquals(
        EjectionFractionStatus.EJECTION_FRACTION_STATUS_WITHHELD_POOR_QUALITY,
        withheld.getStatus());
    assertFalse(withheld.hasEjectionFractionPercent());
    assertEquals(withheld.toBuilder().clearFrames().clearStudyKey().build(), event.getResult());
    GetEjectionFractionResponse asked =
        service.getEjectionFraction(
            GetEjectionFractionRequest.newBuilder()
                .setStudyKey("study-14")
                .setIncludePoor(true)
                .build());
    assertEquals(
        BeatingVentricle.EJECTION_FRACTION, asked.getResults(0).getEjectionFractionPercent(), 1);
    assertEquals(QualityGrade.QUALITY_GRADE_POOR, asked.getResults(0).getQuality().getGrade());
    assertEquals(
        BeatingVentricle.EJECTION_FRACTION, asked.getStudy().getEjectionFractionPercent(), 1);
    assertTrue(asked.getStudy().getMethodReason().contains("no A2C clip"));
  }

  @Test
  void watchingSendsEachResultAsItComesAndEndsWithTheLast() throws Exception {
    UUID study = newStudy("study-10");
    Clip first = newClip(study, "study-10", BeatingVentricle.frames(FRAMES, 1));
    Clip second = newClip(study, "study-10", BeatingVentricle.empty(FRAMES));
    Clip failed = newClip(study, "study-10", BeatingVentricle.empty(FRAMES));
    sql(
        "update ingest.clip set stage = 'FAILED', failure_reason = 'test' where id = '%s'"
            .formatted(failed.id()));
    Iterator<WatchEjectionFractionResponse> watched =
        service.watchEjectionFraction(
            WatchEjectionFractionRequest.newBuilder().setStudyKey("study-10").build());
    send(first);
    assertEquals(first.id().toString(), watched.next().getResult().getClipId());
    send(second);
    assertEquals(second.id().toString(), watched.next().getResult().getClipId());
    // The clip without ventricle leaves the other one to speak for the study.
    assertEquals(List.of(first.id().toString()), watched.next().getStudy().getClipIdsList());
    assertFalse(watched.hasNext());
  }

  @Test
  void watchingAStudyThatIsDeletedMeanwhileEndsWithNotFound() throws Exception {
    UUID study = newStudy("study-18");
    Clip first = newClip(study, "study-18", BeatingVentricle.frames(FRAMES, 1));
    newClip(study, "study-18", BeatingVentricle.empty(FRAMES));
    Iterator<WatchEjectionFractionResponse> watched =
        service.watchEjectionFraction(
            WatchEjectionFractionRequest.newBuilder().setStudyKey("study-18").build());
    send(first);
    assertEquals(first.id().toString(), watched.next().getResult().getClipId());
    sql("delete from ingest.study where key = 'study-18'");
    fails(Status.Code.NOT_FOUND, watched::next);
  }

  @Test
  void aClipWhoseExplanationFailedKeepsItsResult() throws Exception {
    Clip clip = newClip("study-17", BeatingVentricle.frames(FRAMES, 1));
    send(clip);
    awaitEvents(1);
    sql("update ingest.clip set stage = 'FAILED', failure_reason = 'not explained'");
    assertEquals(clip.id().toString(), get("study-17").get(0).getClipId());
    Iterator<WatchEjectionFractionResponse> watched =
        service.watchEjectionFraction(
            WatchEjectionFractionRequest.newBuilder().setStudyKey("study-17").build());
    assertEquals(get("study-17").get(0), watched.next().getResult());
    assertTrue(watched.next().getStudy().hasEjectionFractionPercent());
    assertFalse(watched.hasNext());
  }

  @Test
  void asksThatNameNothingAreRefused() throws Exception {
    newStudy("study-11");
    fails(Status.Code.NOT_FOUND, () -> get("study-11"));
    fails(Status.Code.NOT_FOUND, () -> get("no-such-study"));
    fails(
        Status.Code.NOT_FOUND,
        () ->
            service
                .watchEjectionFraction(
                    WatchEjectionFractionRequest.newBuilder().setStudyKey("none").build())
                .next());
    fails(
        Status.Code.INVALID_ARGUMENT,
        () -> service.getEjectionFraction(GetEjectionFractionRequest.getDefaultInstance()));
    fails(
        Status.Code.INVALID_ARGUMENT,
        () ->
            service.getEjectionFraction(
                GetEjectionFractionRequest.newBuilder().setClipId("' or 1=1").build()));
  }

  @Test
  void restAnswersWithProtobufJson() throws Exception {
    given()
        .get("/v1/studies/study-12/ejection-fraction")
        .then()
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_STUDY"));
    Clip clip = newClip("study-12", BeatingVentricle.frames(FRAMES, 1));
    send(clip);
    awaitEvents(1);
    given()
        .get("/v1/studies/study-12/ejection-fraction")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("results[0].clipId", equalTo(clip.id().toString()))
        .body("results[0].status", equalTo("EJECTION_FRACTION_STATUS_COMPUTED"))
        .body(
            "results[0].ejectionFractionPercent.toDouble()",
            closeTo(BeatingVentricle.EJECTION_FRACTION, 1.0));
  }

  @Test
  void theServiceIsHealthy() {
    given().get(health).then().statusCode(200).body("status", equalTo("UP"));
    given().get("/q/health/ready").then().statusCode(404);
  }

  @Test
  void everyMethodStatesItsRoles() throws Exception {
    assertEquals(List.of(), MethodRoles.missing(Ef.getDescriptor(), EjectionFractionCalls.class));
    assertTrue(
        EjectionFractionResource.class
            .getDeclaredMethod("get", String.class, boolean.class)
            .isAnnotationPresent(jakarta.annotation.security.RolesAllowed.class));
  }
}
