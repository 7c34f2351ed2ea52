package org.echomotion.activelearning.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.echomotion.activelearning.exchange.ClipFrame;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.annotationweb.AnnotationWebWriter;
import org.echomotion.activelearning.exchange.coco.CocoForm;
import org.echomotion.activelearning.exchange.coco.CocoWriter;
import org.echomotion.activelearning.exchange.cvat.CvatWriter;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsWriter;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioWriter;
import org.echomotion.activelearning.exchange.nifti.NiftiWriter;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationRole;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CampaignState;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.SettleRequest;
import org.echomotion.ef.contour.Point;
import org.echomotion.tenant.LocalUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels of other tools, imported over REST. */
@QuarkusTest
class LabelImportTest extends QueueTest {

  private static final FrameSize SIZE = new FrameSize(224, 224);

  private UUID clip;

  /** Stores a clip of which no frame is queued, because the only campaign is closed. */
  @BeforeEach
  void addClip() throws SQLException {
    ann.campaign(Person.settings("closed", 1).setState(CampaignState.CAMPAIGN_STATE_CLOSED));
    clip = clips.add();
  }

  private static List<Point> square(double left) {
    return List.of(
        new Point(left, 40),
        new Point(left + 60, 40),
        new Point(left + 60, 160),
        new Point(left, 160));
  }

  private static LabelledFrame label(Object clip, int index, String reader, double left) {
    return LabelledFrame.outlined(
        new ClipFrame(clip.toString(), index, SIZE), reader, square(left));
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] coco(LabelledFrame... labels) {
    return bytes(out -> CocoWriter.write(List.of(labels), CocoForm.POLYGON, out));
  }

  private static byte[] zip(Map<String, byte[]> files) {
    return bytes(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
              zip.putNextEntry(new ZipEntry(file.getKey()));
              zip.write(file.getValue());
            }
          }
        });
  }

  private static ValidatableResponse post(String format, byte[] archive) {
    return given()
        .header(LocalUser.HEADER, "lead")
        .contentType("application/zip")
        .body(archive)
        .post("/v1/annotation/labels?format=" + format)
        .then();
  }

  private static ValidatableResponse post(LabelledFrame... labels) {
    return post("coco", zip(Map.of("annotations.json", coco(labels))));
  }

  private static void refused(ValidatableResponse answer, String reason) {
    answer
        .statusCode(400)
        .body("code", equalTo("BAD_IMPORT"))
        .body("message", containsString(reason));
  }

  private List<QueuedFrame> inReview() {
    return rita.review()
        .listFrames(ListFramesRequest.newBuilder().setState(FrameState.FRAME_STATE_REVIEW).build())
        .getFramesList();
  }

  @Test
  void importedLabelsGoToReviewAndAReviewerMayChooseOne() {
    post(label(clip, 7, "anna", 40), label(clip, 7, "bo", 44), label(clip, 9, "anna", 40))
        .statusCode(200)
        .body("labels", equalTo(3))
        .body("imported", equalTo(3))
        .body("clips", equalTo(1));
    List<QueuedFrame> frames = inReview();
    assertEquals(2, frames.size());
    QueuedFrame frame =
        frames.stream().filter(each -> each.getFrameIndex() == 7).findFirst().orElseThrow();
    List<Annotation> annotations = frame.getAnnotationsList();
    assertEquals(
        List.of("anna", "bo"), annotations.stream().map(Annotation::getAnnotator).toList());
    Annotation first = annotations.get(0);
    assertEquals(AnnotationRole.ANNOTATION_ROLE_IMPORTED, first.getRole());
    // Working pixel = (display pixel + 0.5) * 0.5 - 0.5.
    assertEquals(19.75, first.getContour(0).getX(), 1e-3);
    assertEquals(19.75, first.getContour(0).getY(), 1e-3);
    rita.review()
        .settle(
            SettleRequest.newBuilder()
                .setFrameId(frame.getFrameId())
                .setAnnotationId(annotations.get(1).getAnnotationId())
                .build());
    assertEquals(1, inReview().size());
    assertEquals(0, stats().getSubmitted(), "an imported label is not a reading");
  }

  @Test
  void everyFormatIsRead() {
    LabelledFrame one = label(clip, 3, "anna", 40);
    List<LabelledFrame> labels = List.of(one);
    List<Map.Entry<String, Map<String, byte[]>>> archives = new ArrayList<>();
    archives.add(Map.entry("coco", Map.of("a.json", coco(one))));
    archives.add(
        Map.entry(
            "label-studio",
            Map.of("a.json", bytes(out -> LabelStudioWriter.write(labels, "frames", out)))));
    archives.add(
        Map.entry("cvat", Map.of("a.xml", bytes(out -> CvatWriter.write(labels, 120, out)))));
    archives.add(
        Map.entry(
            "annotationweb",
            Map.of(
                "a.yaml",
                bytes(out -> AnnotationWebWriter.write(labels, each -> 120, Instant.EPOCH, out)))));
    archives.add(
        Map.entry(
            "nifti",
            Map.of(
                "labels/" + clip + ".nii.gz", bytes(out -> NiftiWriter.write(labels, 120, out)))));
    for (Map.Entry<String, Map<String, byte[]>> archive : archives) {
      post(archive.getKey(), zip(archive.getValue())).statusCode(200).body("labels", equalTo(1));
    }
    List<Annotation> imported = inReview().get(0).getAnnotationsList();
    assertTrue(
        imported.stream()
            .allMatch(
                each ->
                    each.getRole() == AnnotationRole.ANNOTATION_ROLE_IMPORTED
                        && each.getContourList().stream()
                            .allMatch(point -> point.getX() > 18 && point.getX() < 52)));
  }

  @Test
  void tracingsAreReadWithTheSizeOfTheClip() {
    List<Point> outline = new ArrayList<>();
    for (int degrees = 0; degrees < 360; degrees += 5) {
      double angle = Math.toRadians(degrees);
      outline.add(new Point(110 + 30 * Math.cos(angle), 110 + 60 * Math.sin(angle)));
    }
    LabelledFrame traced =
        LabelledFrame.outlined(new ClipFrame(clip.toString(), 3, SIZE), "anna", outline);
    StringWriter table = new StringWriter();
    VolumeTracingsWriter.write(List.of(traced), table);
    byte[] archive =
        zip(Map.of("VolumeTracings.csv", table.toString().getBytes(StandardCharsets.UTF_8)));
    post("echonet", archive).statusCode(200).body("imported", equalTo(1));
    // The table does not name its reader: it is the caller.
    assertEquals("lead", inReview().get(0).getAnnotations(0).getAnnotator());
  }

  @Test
  void aSecondImportOfTheSameLabelsStoresNothing() {
    LabelledFrame[] labels = {label(clip, 7, "anna", 40), label(clip, 9, "anna", 40)};
    post(labels).body("imported", equalTo(2));
    post(labels).statusCode(200).body("labels", equalTo(2)).body("imported", equalTo(0));
    post(label(clip, 7, "anna", 50)).body("imported", equalTo(1));
    assertEquals(2, inReview().size());
  }

  @Test
  void aFrameThatIsNotAssessableIsKeptAsSuch() {
    post(LabelledFrame.notAssessable(new ClipFrame(clip.toString(), 7, SIZE), "anna"))
        .statusCode(200);
    assertEquals(
        AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE,
        inReview().get(0).getAnnotations(0).getVerdict());
  }

  @Test
  void oneInvalidLabelOfManyStoresNothing() {
    LabelledFrame sound = label(clip, 7, "anna", 40);
    refused(
        post(sound, label(UUID.randomUUID(), 7, "anna", 40)),
        "file 1, label 2: the clip is unknown; clips are named by their identifiers");
    refused(post(sound, label("patient7", 7, "anna", 40)), "label 2: the clip is unknown");
    refused(post(sound, label(clip, 120, "anna", 40)), "label 2: its clip has 120 frames only");
    refused(
        post(
            sound,
            LabelledFrame.outlined(
                new ClipFrame(clip.toString(), 8, new FrameSize(400, 224)), "anna", square(40))),
        "label 2: the frames of its clip have 224 x 224 pixels");
    refused(
        post("coco", zip(Map.of("a.json", coco(sound), "b.json", coco(sound)))),
        "file 2, label 1: another file has a label of this reader and frame");
    refused(
        post("coco", zip(Map.of("../a.json", coco(sound)))),
        "a file's name leads out of the archive");
    refused(post("coco", coco(sound)), "it is not a ZIP file, or it is empty");
    refused(post("nifti", zip(Map.of("a.json", coco(sound)))), "it is not named <clip>.nii");
    post("dicom", zip(Map.of("a.json", coco(sound))))
        .statusCode(400)
        .body("code", equalTo("BAD_REQUEST"));
    assertEquals(List.of(), inReview());
  }
}
