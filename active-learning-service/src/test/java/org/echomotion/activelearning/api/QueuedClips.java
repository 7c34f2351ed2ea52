package org.echomotion.activelearning.api;

import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.Disks;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.events.v1.EjectionFractionComputed;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/** Clips with the rows, outlines, results and event that earlier services produce. */
@ApplicationScoped
public class QueuedClips {

  static final String CHANNEL = "active-learning-ef-computed";

  /** The outline of every frame. */
  static final List<Point> SQUARE =
      List.of(point(40, 20), point(70, 20), point(70, 80), point(40, 80));

  /** The end-diastolic frame of the beat. */
  static final int END_DIASTOLE = 5;

  /** The end-systolic frame of the beat. */
  static final int END_SYSTOLE = 20;

  private static final int FRAMES = 120;

  private final DataSource store;
  private final InMemoryConnector messages;

  QueuedClips(
      DataSource store, @Connector(InMemoryConnector.CONNECTOR) InMemoryConnector messages) {
    this.store = store;
    this.messages = messages;
  }

  static Point point(float x, float y) {
    return Point.newBuilder().setX(x).setY(y).build();
  }

  /** Removes everything. */
  void clear() throws SQLException {
    PeerServices.CLIPS.clear();
    PeerServices.RESULTS.clear();
    sql("delete from ingest.study");
    sql("delete from active_learning.campaign");
    sql("delete from active_learning.draft");
  }

  void sql(String statement) throws SQLException {
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  long number(String query) throws SQLException {
    try (Connection connection = store.getConnection();
        PreparedStatement sql = connection.prepareStatement(query);
        ResultSet rows = sql.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Frames with an outline, all uncertain. The uncertainty increases with time. */
  static List<FrameSegmentation> outlined() {
    List<FrameSegmentation> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      frames.add(
          FrameSegmentation.newBuilder()
              .setFrameIndex(i)
              .setMeanBoundaryEntropy(0.2 + i / 400.0)
              .addAllContour(SQUARE)
              .build());
    }
    return frames;
  }

  /** A result with one beat. */
  static EjectionFraction.Builder measured(UUID study, UUID clip) {
    return EjectionFraction.newBuilder()
        .setStudyId(study.toString())
        .setStudyKey("key-" + study)
        .setClipId(clip.toString())
        .setView(View.VIEW_A4C)
        .setFrameRateHz(50)
        .setProvenance(Provenance.newBuilder().setModelName("m").setModelVersion("1"))
        .addBeats(
            Beat.newBuilder()
                .setEndDiastolicFrame(END_DIASTOLE)
                .setEndSystolicFrame(END_SYSTOLE)
                .setIncluded(true)
                .setEjectionFractionPercent(60)
                .setEndDiastolicDisks(Disks.newBuilder().setRelativeVolumeSd(0.1))
                .setEndSystolicDisks(Disks.newBuilder().setRelativeVolumeSd(0.2)));
  }

  /** Stores a clip with one beat, and sends its event. */
  UUID add() throws SQLException {
    UUID study = UUID.randomUUID();
    UUID clip = UUID.randomUUID();
    add(clip, outlined(), measured(study, clip).build());
    return clip;
  }

  void add(UUID clip, List<FrameSegmentation> frames, EjectionFraction result) throws SQLException {
    store(result);
    PeerServices.CLIPS.put(clip.toString(), frames);
    send(result);
  }

  /** Stores the rows of a result's study and clip. */
  void store(EjectionFraction result) throws SQLException {
    sql(
        "insert into ingest.study values ('%s', '%s', now()) on conflict do nothing"
            .formatted(result.getStudyId(), result.getStudyKey()));
    sql(
        """
        insert into ingest.clip values ('%s', '%s', '%s', 'AVI', 'A4C', 120, 50, 224, 224, 112, 112,
          0.5, 0, 0, 1.3, 'v1', now(), now(), 'SEGMENTED', null, null)
        """
            .formatted(
                result.getClipId(),
                result.getStudyId(),
                result.getClipId().replace("-", "").repeat(2)));
  }

  /** Sends the event of a result; ef-service then returns the result. */
  void send(EjectionFraction result) {
    PeerServices.RESULTS.put(
        result.getStudyKey(), GetEjectionFractionResponse.newBuilder().addResults(result).build());
    EjectionFractionComputed event =
        EjectionFractionComputed.newBuilder()
            .setStudyId(result.getStudyId())
            .setClipId(result.getClipId())
            .setResult(result.toBuilder().clearStudyKey())
            .build();
    source().send(Record.of(result.getStudyId(), event.toByteArray()));
  }

  InMemorySource<Object> source() {
    return messages.source(CHANNEL);
  }
}
