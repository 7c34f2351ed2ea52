package org.echomotion.cli.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.client.TestClients;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc;
import org.echomotion.contract.xai.v1.Artefact;
import org.echomotion.ingest.phantom.ApicalView;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomSpec;
import org.echomotion.ingest.phantom.picture.Look;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.platform.FiveProcesses;

/** The five services as five processes, a client, one cine, and a look into the study store. */
final class ServicesUnderTest implements AutoCloseable {

  /** The tables that have one row for every finished clip. */
  static final List<String> TABLES =
      List.of("segmentation.clip_segmentation", "ef.ejection_fraction", "xai.explanation");

  /** All that a clip became, without the identifiers that differ from study to study. */
  record Bits(
      EjectionFraction result,
      List<FrameSegmentation> frames,
      Map<String, String> artefacts,
      List<Long> rows) {}

  private final Path folder;
  private final DataDirectory directory;
  private final FiveProcesses platform;
  private final StudyClient client;
  private final Path cine;

  private ServicesUnderTest(
      Path folder, DataDirectory directory, FiveProcesses platform, Path cine) {
    this.folder = folder;
    this.directory = directory;
    this.platform = platform;
    this.client = TestClients.of(platform);
    this.cine = cine;
  }

  static ServicesUnderTest start() throws Exception {
    Path folder = Files.createTempDirectory("echomotion-end-to-end");
    Path cine = folder.resolve("phantom.avi");
    PhantomGenerator.video(
        new PhantomSpec("phantom", 11, Look.ECHONET, ApicalView.A4C, 55, 90, 70, 30, 64), cine);
    DataDirectory directory = DataDirectory.hold(folder.resolve("data"), "end-to-end test");
    FiveProcesses platform =
        FiveProcesses.start(
            directory,
            Optional.empty(),
            Optional.empty(),
            Path.of(System.getProperty("echomotion.root")),
            service -> LoopbackPorts.anyFree());
    return new ServicesUnderTest(folder, directory, platform, cine);
  }

  FiveProcesses platform() {
    return platform;
  }

  StudyClient client() {
    return client;
  }

  Path blobs() {
    return directory.blobs();
  }

  Path log(Service service) {
    return directory.logOf(service.id());
  }

  static String newStudy(String purpose) {
    return purpose + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  UploadClipResponse upload(String study) throws Exception {
    return client.upload(cine, study, View.VIEW_A4C, false, sent -> {});
  }

  /** Kills PostgreSQL's first process, and returns when it has ended. */
  void killPostgres() throws IOException {
    String pid =
        Files.readAllLines(folder.resolve("data/postgresql/postmaster.pid")).get(0).strip();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().join();
  }

  /** Starts a service that was killed, and returns when it is ready. */
  void restart(Service service) throws InterruptedException {
    platform.launch(service).awaitReady();
  }

  /**
   * Waits for the end of a study with one clip, and for the queue, which the study does not await.
   */
  Bits bitsOf(String study, String clipId) throws Exception {
    client.watch(study, state -> {});
    Eventually.holds("frames of " + study, () -> rows("active_learning.frame", clipId) > 0);
    List<EjectionFraction> results = client.results(study, true).orElseThrow().getResultsList();
    if (results.size() != 1) {
      throw new AssertionError("one clip has one result, not " + results.size());
    }
    List<Long> rows = new ArrayList<>();
    for (String table : TABLES) {
      rows.add(rows(table, clipId));
    }
    return new Bits(
        results.get(0).toBuilder().clearStudyId().clearStudyKey().clearClipId().build(),
        frames(clipId),
        artefacts(clipId),
        rows);
  }

  /** SHA-256 of each picture by its name; the report's page names the study, and so differs. */
  private Map<String, String> artefacts(String clipId) {
    Map<String, String> artefacts = new TreeMap<>();
    for (Artefact artefact : client.artefacts(clipId)) {
      if (!artefact.getName().equals("report.html")) {
        artefacts.put(artefact.getName(), artefact.getSha256());
      }
    }
    return artefacts;
  }

  private List<FrameSegmentation> frames(String clipId) {
    var segmentation =
        SegmentationServiceGrpc.newBlockingStub(TestClients.channel(client, Service.SEGMENTATION));
    List<FrameSegmentation> frames = new ArrayList<>();
    String page = "";
    do {
      ListFrameSegmentationsResponse response =
          segmentation.listFrameSegmentations(
              ListFrameSegmentationsRequest.newBuilder()
                  .setClipId(clipId)
                  .setPageToken(page)
                  .build());
      frames.addAll(response.getFramesList());
      page = response.getNextPageToken();
    } while (!page.isEmpty());
    return frames;
  }

  long rows(String table, String clipId) throws SQLException {
    return count("select count(*) from " + table + " where clip_id = ?", clipId);
  }

  long count(String query, String id) throws SQLException {
    try (Connection connection = platform.store().dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, UUID.fromString(id));
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getLong(1);
      }
    }
  }

  /** Keeps everyone from writing to a table until it is closed; reading goes on. */
  TableLock lock(String table) throws SQLException {
    return new TableLock(platform.store().dataSource().getConnection(), table);
  }

  /** A lock, and whether anyone is waiting for it. */
  static final class TableLock implements AutoCloseable {

    private final Connection connection;
    private final String table;

    private TableLock(Connection connection, String table) throws SQLException {
      this.connection = connection;
      this.table = table;
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("lock table " + table + " in share mode");
      }
    }

    boolean isWaitedFor() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet answer =
              statement.executeQuery(
                  "select count(*) from pg_locks where not granted and relation = '"
                      + table
                      + "'::regclass")) {
        answer.next();
        return answer.getLong(1) > 0;
      }
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    platform.close();
    directory.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
