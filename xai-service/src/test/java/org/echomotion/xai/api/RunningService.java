package org.echomotion.xai.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.xai.v1.DownloadArtefactRequest;
import org.echomotion.contract.xai.v1.DownloadArtefactResponse;
import org.echomotion.contract.xai.v1.Explanation;
import org.echomotion.contract.xai.v1.ExplanationServiceGrpc;
import org.echomotion.contract.xai.v1.ExplanationServiceGrpc.ExplanationServiceBlockingStub;
import org.echomotion.contract.xai.v1.GetExplanationRequest;
import org.echomotion.error.EchoMotionException;
import org.echomotion.testing.StudyStoreResource;
import org.echomotion.xai.Cine;
import org.echomotion.xai.store.BlobDirectory;
import org.echomotion.xai.store.ExplanationStore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The running service, its peers, and a clip that all of them know. */
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(Peers.class)
@QuarkusTestResource(XaiChannels.class)
abstract class RunningService {

  static final String EXPLANATION = "/v1/clips/{clip}/explanation";

  @Inject
  @Connector("smallrye-in-memory")
  InMemoryConnector connector;

  @Inject DataSource database;
  @Inject ExplanationStore store;
  @Inject BlobDirectory blobs;

  @ConfigProperty(name = "echomotion.xai.blob-directory")
  Path blobDirectory;

  final UUID study = UUID.randomUUID();
  final UUID clip = UUID.randomUUID();
  InMemorySink<Record<String, byte[]>> ready;
  private ManagedChannel channel;
  ExplanationServiceBlockingStub calls;

  @BeforeEach
  void aClipThatEveryoneKnows() throws SQLException {
    ready = connector.sink("xai-explanation-ready");
    ready.clear();
    Peers.STUDY_OF_CLIP.put(clip.toString(), study.toString());
    Peers.OUTLINES.put(clip.toString(), Cine.outlines());
    Peers.RESULTS.put(clip.toString(), Cine.result(clip.toString(), study.toString()));
    Peers.INFERRED.clear();
    Peers.BEFORE_INFERENCE.set(() -> {});
    insertClip();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", RestAssured.port).usePlaintext().build();
    calls = ExplanationServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  CompletableFuture<Void> send() {
    EjectionFractionComputed event =
        EjectionFractionComputed.newBuilder()
            .setStudyId(study.toString())
            .setClipId(clip.toString())
            .setResult(
                Peers.RESULTS
                    .getOrDefault(clip.toString(), Cine.result(clip.toString(), study.toString()))
                    .toBuilder()
                    .clearFrames())
            .build();
    return sendTo("xai-ef-computed", event.toByteArray());
  }

  CompletableFuture<Void> sendTo(String channelName, byte[] payload) {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    connector
        .source(channelName)
        .send(
            Message.of(
                payload,
                () -> {
                  outcome.complete(null);
                  return CompletableFuture.completedFuture(null);
                },
                reason -> {
                  outcome.completeExceptionally(reason);
                  return CompletableFuture.completedFuture(null);
                }));
    return outcome;
  }

  static void assertAcknowledged(CompletableFuture<Void> outcome) {
    await().atMost(2, TimeUnit.MINUTES).until(outcome::isDone);
    outcome.join();
  }

  static EchoMotionException refused(CompletableFuture<Void> outcome) {
    await().atMost(2, TimeUnit.MINUTES).until(outcome::isDone);
    Throwable reason = assertThrows(Exception.class, outcome::join).getCause();
    return assertInstanceOf(EchoMotionException.class, reason);
  }

  void assertLeftNothing() {
    assertEquals(0, ready.received().size());
    assertFalse(Files.exists(blobDirectory.resolve("local").resolve(clip.toString())));
    given().get(EXPLANATION, clip).then().statusCode(404);
  }

  Explanation explanation() {
    return calls
        .getExplanation(GetExplanationRequest.newBuilder().setClipId(clip.toString()).build())
        .getExplanation();
  }

  byte[] download(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    calls
        .downloadArtefact(
            DownloadArtefactRequest.newBuilder().setClipId(clip.toString()).setName(name).build())
        .forEachRemaining(
            (DownloadArtefactResponse part) -> {
              assertTrue(part.getChunk().size() <= 1 << 20);
              bytes.writeBytes(part.getChunk().toByteArray());
            });
    return bytes.toByteArray();
  }

  static String sha256(byte[] bytes) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  static int folders(Path parent) {
    return parent.toFile().list().length;
  }

  private void insertClip() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into ingest.study values ('" + study + "', '" + study + "', now())");
      statement.execute(
          "insert into ingest.clip (id, study_id, sha256, source_format, view, frame_count,"
              + " frame_rate_hz, display_height, display_width, working_height, working_width,"
              + " working_scale, offset_x, offset_y, preprocessing_version, created_at, stage)"
              + " values ('"
              + clip
              + "', '"
              + study
              + "', repeat('a', 64), 'AVI', 'A4C', 24, 20, 100, 200, 112, 112, 0.56, 0, 28, 'v1',"
              + " now(), 'EF_COMPUTED')");
    }
  }

  void deleteStudy() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from ingest.study where id = '" + study + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
