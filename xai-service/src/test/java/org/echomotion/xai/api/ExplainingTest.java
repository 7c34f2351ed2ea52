package org.echomotion.xai.api;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.Record;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.echomotion.contract.events.v1.ExplanationReady;
import org.echomotion.contract.events.v1.StudyDeleted;
import org.echomotion.contract.xai.v1.Explanation;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.Cine;
import org.echomotion.xai.XaiError;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExplainingTest extends RunningService {

  @Test
  void explainsAClipAndTellsSo() throws Exception {
    assertAcknowledged(send());

    assertEquals(1, ready.received().size());
    Record<String, byte[]> record = ready.received().get(0).getPayload();
    assertEquals(study.toString(), record.key());
    ExplanationReady event = ExplanationReady.parseFrom(record.value());
    assertEquals(clip.toString(), event.getClipId());
    assertEquals(
        List.of("curve.png", "ed.png", "es.png", "overlay.mp4", "report.html"),
        event.getArtefactsList());

    Explanation explanation = explanation();
    assertEquals(study.toString(), explanation.getStudyId());
    assertEquals(Cine.PROVENANCE, explanation.getProvenance());
    assertEquals(5, explanation.getArtefactsCount());
    for (org.echomotion.contract.xai.v1.Artefact artefact : explanation.getArtefactsList()) {
      byte[] bytes = download(artefact.getName());
      assertEquals(artefact.getLengthBytes(), bytes.length);
      assertEquals(artefact.getSha256(), sha256(bytes));
    }
    String report = new String(download("report.html"), StandardCharsets.UTF_8);
    assertTrue(report.contains("60 %"));
  }

  @Test
  void asksForGradCamOfTheFramesThatTheNetworkSaw() {
    assertAcknowledged(send());
    assertEquals(1, Peers.INFERRED.size());
    byte[] pixels = Peers.INFERRED.get(0).getRawInputContents(0).toByteArray();
    assertEquals(2 * 112 * 112, pixels.length);
    assertEquals(Cine.ED, pixels[0]);
    assertEquals(Cine.ES, pixels[112 * 112]);
  }

  @Test
  void tellsAgainAndMakesNothingAnewWhenTheEventComesAgain() {
    assertAcknowledged(send());
    Explanation first = explanation();
    assertAcknowledged(send());
    assertEquals(2, ready.received().size());
    assertArrayEquals(
        ready.received().get(0).getPayload().value(), ready.received().get(1).getPayload().value());
    assertEquals(first, explanation());
    assertEquals(1, Peers.INFERRED.size());
    assertEquals(1, folders(blobDirectory.resolve("local").resolve(clip.toString())));
  }

  @Test
  void explainsAResultOfAnotherModelAnew() {
    assertAcknowledged(send());
    Peers.RESULTS.computeIfPresent(
        clip.toString(),
        (id, result) -> {
          var newer = result.toBuilder();
          newer.getProvenanceBuilder().setModelVersion("2.0.0");
          return newer.build();
        });
    assertAcknowledged(send());
    assertEquals("2.0.0", explanation().getProvenance().getModelVersion());
    assertEquals(2, folders(blobDirectory.resolve("local").resolve(clip.toString())));
  }

  @Test
  void explainsAClipWithoutANumber() {
    Peers.RESULTS.put(clip.toString(), Cine.unmeasured(clip.toString(), study.toString()));
    assertAcknowledged(send());
    assertEquals(2, explanation().getArtefactsCount());
    assertEquals(0, Peers.INFERRED.size());
    assertTrue(
        new String(download("report.html"), StandardCharsets.UTF_8)
            .contains("No left ventricle was found. Check the view."));
  }

  @Test
  void waitsForAPeerThatIsAway() {
    Peers.UNAVAILABLE.set(3);
    assertAcknowledged(send());
    assertEquals(1, ready.received().size());
  }

  @Test
  void forgetsADeletedStudy() throws Exception {
    assertAcknowledged(send());
    assertTrue(Files.exists(blobDirectory.resolve("local").resolve(clip.toString())));
    deleteStudy();
    StudyDeleted deleted =
        StudyDeleted.newBuilder().setStudyId(study.toString()).addClipIds(clip.toString()).build();
    assertAcknowledged(sendTo("xai-study-deleted", deleted.toByteArray()));
    assertFalse(Files.exists(blobDirectory.resolve("local").resolve(clip.toString())));
    given().get(EXPLANATION, clip).then().statusCode(404);
  }

  @Test
  void dropsAClipThatWasDeletedBefore() {
    Peers.STUDY_OF_CLIP.remove(clip.toString());
    assertAcknowledged(send());
    assertLeftNothing();
  }

  @Test
  void dropsAClipThatIsDeletedBetweenTwoQuestions() {
    Peers.OUTLINES.remove(clip.toString());
    Peers.RESULTS.remove(clip.toString());
    Peers.STUDY_OF_CLIP.remove(clip.toString());
    assertAcknowledged(send());
    assertLeftNothing();
  }

  @Test
  void dropsAClipThatIsDeletedWhileItIsExplained() {
    Peers.BEFORE_INFERENCE.set(this::deleteStudy);
    assertAcknowledged(send());
    assertLeftNothing();
  }

  @Test
  void givesUpOnAClipThatSegmentationDoesNotKnow() {
    Peers.OUTLINES.remove(clip.toString());
    EchoMotionException reason = refused(send());
    assertEquals(XaiError.PEER_REFUSED, reason.code());
    assertTrue(reason.getMessage().contains("segmentation-service answered NOT_FOUND"));
    assertLeftNothing();
  }

  @Test
  void refusesWhatIsNoEvent() {
    byte[] garbage = "not a protobuf message".getBytes(StandardCharsets.UTF_8);
    assertEquals(XaiError.EVENT_UNREADABLE, refused(sendTo("xai-ef-computed", garbage)).code());
    assertEquals(XaiError.EVENT_UNREADABLE, refused(sendTo("xai-study-deleted", garbage)).code());
    byte[] hostile = StudyDeleted.newBuilder().addClipIds("../../etc").build().toByteArray();
    assertEquals(XaiError.EVENT_UNREADABLE, refused(sendTo("xai-study-deleted", hostile)).code());
  }
}
