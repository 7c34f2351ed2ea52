package org.echomotion.activelearning.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.echomotion.tenant.LocalUser;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests that the page sends, over REST. */
@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
class AnnotationRestTest {

  private static final String BASE = "/v1/annotation";
  private static final String OUTLINE =
      """
      [{"x": 40, "y": 20}, {"x": 70, "y": 20}, {"x": 70, "y": 80}, {"x": 40, "y": 80}]
      """;

  @Inject QueuedClips clips;

  @BeforeEach
  void clear() throws SQLException {
    clips.clear();
  }

  private static RequestSpecification as(String name) {
    return given().header(LocalUser.HEADER, name).contentType("application/json");
  }

  private static ValidatableResponse post(String name, String path, String body) {
    return as(name).body(body).post(BASE + path).then();
  }

  private static void create(String settings) {
    post("lead", "/campaigns", "{\"settings\": {" + settings + "}}").statusCode(200);
  }

  private static JsonPath lease(String name) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> as(name).get(BASE + "/stats").then().extract().jsonPath().getLong("waiting") > 0);
    return post(name, "/leases", "{}")
        .statusCode(200)
        .body("leases", hasSize(1))
        .extract()
        .jsonPath();
  }

  private static String body(JsonPath lease, String more) {
    return "{\"leaseToken\": \"%s\"%s}".formatted(lease.getString("leaseToken"), more);
  }

  private static String path(JsonPath lease, String action) {
    return "/leases/" + lease.getString("task.taskId") + action;
  }

  @Test
  void aFrameFromTheQueueToItsResult() throws SQLException, IOException {
    create("\"name\": \"one\", \"withoutProposalShare\": 0, \"goldShare\": 0");
    UUID clip = clips.add();
    JsonPath lease = lease("ann");
    assertEquals(clip.toString(), lease.getString("task.clipId"));
    assertEquals(4, lease.getList("task.suggestedContour").size());

    byte[] jpeg =
        as("ann")
            .get(BASE + "/clips/%s/frames/7".formatted(clip))
            .then()
            .statusCode(200)
            .contentType("image/jpeg")
            .header("Cache-Control", startsWith("private"))
            .extract()
            .asByteArray();
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertEquals(12, picture.getWidth());
    assertEquals(8, picture.getHeight());
    assertEquals(7, picture.getRaster().getSample(3, 3, 0), 1);
    as("ann")
        .get(BASE + "/clips/%s/contours".formatted(clip))
        .then()
        .statusCode(200)
        .body("contours", hasSize(120))
        .body("contours[3].points", hasSize(4));
    String probability = BASE + "/clips/%s/frames/%d/probability";
    BufferedImage probabilities =
        ImageIO.read(
            new ByteArrayInputStream(
                as("ann")
                    .get(probability.formatted(clip, 7))
                    .then()
                    .statusCode(200)
                    .contentType("image/png")
                    .extract()
                    .asByteArray()));
    assertEquals(112, probabilities.getHeight());
    assertEquals(0, probabilities.getRaster().getSample(0, 50, 0));
    assertEquals(255 * 37 / 111, probabilities.getRaster().getSample(37, 50, 0));
    assertEquals(255, probabilities.getRaster().getSample(111, 50, 0));
    as("ann").get(probability.formatted(clip, 120)).then().statusCode(404);
    as("ann").get(probability.formatted(UUID.randomUUID(), 0)).then().statusCode(404);
    as("ann")
        .get(BASE + "/clips/nonsense/frames/0/probability")
        .then()
        .statusCode(400)
        .body("message", containsString("UUID"));

    as("ann")
        .body(body(lease, ", \"drawing\": {\"contour\": " + OUTLINE + "}"))
        .put(BASE + path(lease, "/draft"))
        .then()
        .statusCode(200)
        .body("draft.note", equalTo(""));
    as("ann")
        .get(BASE + "/leases")
        .then()
        .body("leases", hasSize(1))
        .body("leases[0].draft.drawing.contour", hasSize(4));
    post("ann", path(lease, "/extend"), body(lease, "")).statusCode(200);
    String submission =
        body(
            lease,
            """
            , "verdict": "ANNOTATION_VERDICT_OUTLINED", "quality": "FRAME_QUALITY_FAIR",
            "timeSpent": "12.5s", "drawing": {"contour": %s, "controlPoints": [{"x": 1, "y": 2,
            "notSeen": true}], "apex": {"x": 3, "y": 4}}
            """
                .formatted(OUTLINE));
    post("ann", path(lease, "/submit"), submission).statusCode(200).body("gold", equalTo(null));

    as("rita")
        .get(BASE + "/frames?state=FRAME_STATE_DONE")
        .then()
        .statusCode(200)
        .body("frames", hasSize(1))
        .body("frames[0].method", equalTo("CONSENSUS_METHOD_SINGLE"))
        .body("frames[0].annotations[0].annotator", equalTo("ann"))
        .body("frames[0].annotations[0].quality", equalTo("FRAME_QUALITY_FAIR"))
        .body("frames[0].annotations[0].timeSpent", equalTo("12.500s"))
        .body("frames[0].annotations[0].drawing.controlPoints[0].notSeen", equalTo(true));
    String frame =
        as("rita")
            .get(BASE + "/frames?state=FRAME_STATE_DONE")
            .jsonPath()
            .getString("frames[0].frameId");
    as("rita")
        .get(BASE + "/frames/" + frame)
        .then()
        .statusCode(200)
        .body("frames", hasSize(1))
        .body("frames[0].state", equalTo("FRAME_STATE_DONE"));
    post("rita", "/frames/" + frame + "/gold", "{\"gold\": true}").statusCode(200);
    as("rita")
        .get(BASE + "/frames/" + frame + "/events")
        .then()
        .body("events.kind", hasItem("FRAME_EVENT_KIND_GOLD"))
        .body("events.actor", hasItem("rita"));
    post("rita", "/frames/" + frame + "/reopen", "{\"reason\": \"Again.\"}").statusCode(200);
    as("rita")
        .get(BASE + "/readers.csv")
        .then()
        .statusCode(200)
        .contentType(containsString("text/csv"))
        .body(containsString("ann,1,0,12.5,"));
    as("lead")
        .get(BASE + "/campaigns")
        .then()
        .body("campaigns[0].settings.name", equalTo("one"))
        .body("campaigns[0].progress.frames", equalTo("4"))
        .body("campaigns[0].progress.waiting", equalTo("4"));
  }

  @Test
  void hidesTheModelsOutlineEverywhereIfTheReaderDrawsWithoutIt() throws SQLException {
    create("\"name\": \"blind\", \"withoutProposalShare\": 1, \"goldShare\": 0");
    UUID clip = clips.add();
    JsonPath lease = lease("ann");
    assertEquals(true, lease.getBoolean("task.withoutProposal"));
    assertEquals(0, lease.getList("task.suggestedContour").size());
    as("ann").get(BASE + "/clips/%s/contours".formatted(clip)).then().body("contours", hasSize(0));
    as("ann").get(BASE + "/clips/%s/frames/0/probability".formatted(clip)).then().statusCode(204);
    as("ben")
        .get(BASE + "/clips/%s/contours".formatted(clip))
        .then()
        .body("contours", hasSize(120));
  }

  @Test
  void errorsHaveAStatusACodeAndASentence() throws SQLException {
    create("\"name\": \"errors\", \"goldShare\": 0");
    clips.add();
    JsonPath lease = lease("ann");
    String outlined = ", \"verdict\": \"ANNOTATION_VERDICT_OUTLINED\", \"contour\": ";
    post("ann", path(lease, "/submit"), "{").statusCode(400).body("code", equalTo("BAD_REQUEST"));
    post("ann", path(lease, "/submit"), body(lease, outlined + "[]"))
        .statusCode(400)
        .body("code", equalTo("BAD_CONTOUR"));
    post("ann", "/leases/x/submit", body(lease, outlined + OUTLINE))
        .statusCode(400)
        .body("message", containsString("task_id is not a UUID"));
    post("ben", path(lease, "/submit"), body(lease, outlined + OUTLINE))
        .statusCode(412)
        .body("code", equalTo("KEPT_AS_DRAFT"));
    as("ben").get(BASE + "/drafts").then().body("drafts", hasSize(1));
    post("ann", path(lease, "/skip"), body(lease, ""))
        .statusCode(400)
        .body("message", containsString("reason"));
    post("ann", path(lease, "/submit"), body(lease, outlined + OUTLINE)).statusCode(200);
    post(
            "ann",
            path(lease, "/submit"),
            body(lease, ", \"verdict\": \"ANNOTATION_VERDICT_NOT_ASSESSABLE\""))
        .statusCode(409)
        .body("code", equalTo("OTHER_SUBMISSION"));
    as("rita")
        .get(BASE + "/frames?state=nonsense")
        .then()
        .statusCode(400)
        .body("code", equalTo("BAD_REQUEST"));
    post("rita", "/frames/" + UUID.randomUUID() + "/reopen", "{\"reason\": \"x\"}")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_FRAME"));
    as("rita").get(BASE + "/frames/" + UUID.randomUUID()).then().statusCode(404);
    as("ann")
        .get(BASE + "/clips/" + UUID.randomUUID() + "/frames/0")
        .then()
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CLIP"));
    post("ann", "/leases", "{\"campaignId\": \"" + UUID.randomUUID() + "\"}")
        .statusCode(404)
        .body("code", equalTo("NO_SUCH_CAMPAIGN"));
    post("ann", "/leases", " ".repeat((1 << 18) + 1)).statusCode(400);
  }

  @Test
  void campaignsAreChangedAndChecked() throws SQLException {
    create("\"name\": \"first\"");
    post("lead", "/campaigns", "{\"settings\": {\"name\": \"first\"}}")
        .statusCode(409)
        .body("code", equalTo("CAMPAIGN_EXISTS"));
    // The name of the system's own campaign, also before there is one.
    post("lead", "/campaigns", "{\"settings\": {\"name\": \"corrections\"}}")
        .statusCode(409)
        .body("code", equalTo("CAMPAIGN_EXISTS"));
    for (String wrong :
        new String[] {
          "\"name\": \"\"",
          "\"name\": \"a/b\"",
          "\"name\": \"x\", \"readers\": 6",
          "\"name\": \"x\", \"randomShare\": 0.01",
          "\"name\": \"x\", \"views\": [\"VIEW_OTHER\"]",
          "\"name\": \"x\", \"leaseDuration\": \"0s\"",
          "\"name\": \"x\", \"smallestAgreement\": 2",
          "\"name\": \"x\", \"budget\": -1"
        }) {
      post("lead", "/campaigns", "{\"settings\": {" + wrong + "}}").statusCode(400);
    }
    String id = as("lead").get(BASE + "/campaigns").jsonPath().getString("campaigns[0].campaignId");
    as("lead")
        .body(
            """
            {"settings": {"name": "renamed", "state": "CAMPAIGN_STATE_CLOSED", "readers": 3}}
            """)
        .put(BASE + "/campaigns/" + id)
        .then()
        .statusCode(200)
        .body("campaign.settings.readers", equalTo(3))
        .body("campaign.settings.state", equalTo("CAMPAIGN_STATE_CLOSED"))
        .body("campaign.createdBy", equalTo("lead"));
    as("lead")
        .body("{\"settings\": {\"name\": \"x\"}}")
        .put(BASE + "/campaigns/" + UUID.randomUUID())
        .then()
        .statusCode(404);
    as("ann").get(BASE + "/me").then().body("name", equalTo("ann")).body("roles", not(hasSize(0)));
  }

  @Test
  void aSpentBudgetClosesTheCampaignForNewClips() throws SQLException {
    create("\"name\": \"small\", \"budget\": \"4\", \"goldShare\": 0");
    clips.add();
    await()
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () ->
                as("lead")
                    .get(BASE + "/campaigns")
                    .jsonPath()
                    .getString("campaigns[0].settings.state")
                    .equals("CAMPAIGN_STATE_FULL"));
    lease("ann");
  }
}
