package org.echomotion.ef.api;

import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import io.smallrye.reactive.messaging.memory.InMemorySource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc.EjectionFractionServiceBlockingStub;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.contract.events.v1.ClipSegmented;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running service with a client, its rows, its peer and its events. */
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationPeer.class)
@QuarkusTestResource(IngestPeer.class)
@QuarkusTestResource(EfChannels.class)
public abstract class EjectionFractionServiceTestCase {

  public static final int FRAMES = 150;

  @Inject DataSource studyStore;

  @Inject
  @Connector(InMemoryConnector.CONNECTOR)
  public InMemoryConnector messages;

  @TestHTTPResource URI address;

  private ManagedChannel channel;
  public EjectionFractionServiceBlockingStub service;

  /** A clip of a study, as ingest and segmentation leave it. */
  public record Clip(UUID study, String key, UUID id, ClipSegmented event) {}

  @BeforeEach
  public void open() throws SQLException {
    SegmentationPeer.CLIPS.clear();
    SegmentationPeer.AWAY.set(0);
    SegmentationPeer.REFUSAL.set(Status.OK);
    SegmentationPeer.PAGES.set(0);
    SegmentationPeer.STUDY_MODEL.set("");
    SegmentationPeer.OPINIONS.set(0);
    SegmentationPeer.OPINION_REFUSAL.set(Status.OK);
    IngestPeer.FRAMES.clear();
    IngestPeer.FRAMES_STATUS.set(Status.OK);
    sink().clear();
    sql("delete from ingest.study");
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    service =
        EjectionFractionServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  @AfterEach
  public void close() {
    channel.shutdownNow();
  }

  public void sql(String statement) throws SQLException {
    try (Connection connection = studyStore.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  public long storedResults() throws SQLException {
    return rows("ef.ejection_fraction");
  }

  public long rows(String table) throws SQLException {
    try (Connection connection = studyStore.getConnection();
        Statement sql = connection.createStatement();
        ResultSet count = sql.executeQuery("select count(*) from " + table)) {
      count.next();
      return count.getLong(1);
    }
  }

  public UUID newStudy(String key) throws SQLException {
    UUID study = UUID.randomUUID();
    sql("insert into ingest.study values ('%s', '%s', now())".formatted(study, key));
    return study;
  }

  public Clip newClip(UUID study, String key, List<FrameSegmentation> frames) throws SQLException {
    return newClip(study, key, frames, View.VIEW_A4C, 1.3);
  }

  public Clip newClip(
      UUID study, String key, List<FrameSegmentation> frames, View view, double millimetres)
      throws SQLException {
    UUID clip = UUID.randomUUID();
    sql(
        """
        insert into ingest.clip values ('%s', '%s', '%s', 'AVI', 'A4C', 150, 50, 112, 112, 112, 112,
          1, 0, 0, 1.3, 'v1', now(), now(), 'SEGMENTED', null, null)
        """
            .formatted(clip, study, clip.toString().replace("-", "").repeat(2)));
    SegmentationPeer.CLIPS.put(clip.toString(), frames);
    ClipSegmented event =
        ClipSegmented.newBuilder()
            .setStudyId(study.toString())
            .setClipId(clip.toString())
            .setClip(
                ClipIngested.newBuilder()
                    .setStudyId(study.toString())
                    .setClipId(clip.toString())
                    .setView(view)
                    .setFrameCount(FRAMES)
                    .setFrameRateHz(BeatingVentricle.HERTZ)
                    .setMmPerWorkingPixel(millimetres)
                    .setPreprocessingVersion("v1"))
            .setProvenance(SegmentationPeer.PROVENANCE)
            .build();
    return new Clip(study, key, clip, event);
  }

  public Clip newClip(String key, List<FrameSegmentation> frames) throws SQLException {
    return newClip(newStudy(key), key, frames);
  }

  public void send(Clip clip) {
    source().send(clip.event().toByteArray());
  }

  public InMemorySource<Object> source() {
    return messages.source(EfChannels.INCOMING);
  }

  public InMemorySink<Record<String, byte[]>> sink() {
    return messages.sink(EfChannels.OUTGOING);
  }

  public List<? extends Message<Record<String, byte[]>>> awaitEvents(int count) {
    await().atMost(20, TimeUnit.SECONDS).until(() -> sink().received().size() >= count);
    return sink().received();
  }

  public List<EjectionFraction> get(String key) {
    return service
        .getEjectionFraction(GetEjectionFractionRequest.newBuilder().setStudyKey(key).build())
        .getResultsList();
  }
}
