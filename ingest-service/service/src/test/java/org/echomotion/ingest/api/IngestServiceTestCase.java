package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A running service with a client, its rows, its blobs and its messages. */
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(IngestChannels.class)
abstract class IngestServiceTestCase {

  @Inject DataSource studyStore;

  @Inject
  @Connector(InMemoryConnector.CONNECTOR)
  InMemoryConnector messages;

  @ConfigProperty(name = "echomotion.ingest.blob-directory")
  Path blobs;

  @TestHTTPResource URI address;

  ManagedChannel channel;

  @BeforeEach
  void startEmpty() throws SQLException, IOException {
    execute("delete from ingest.study");
    execute("delete from ingest.deleted_study");
    for (String blob : blobs()) {
      Files.deleteIfExists(blobs.resolve(blob));
    }
    events(IngestChannels.CLIP_INGESTED).clear();
    events(IngestChannels.STUDY_DELETED).clear();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  IngestServiceGrpc.IngestServiceBlockingStub service() {
    return IngestServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  InMemorySink<byte[]> events(String channelName) {
    return messages.sink(channelName);
  }

  static UploadClipHeader.Builder header(String studyKey, byte[] file) {
    return UploadClipHeader.newBuilder()
        .setStudyKey(studyKey)
        .setLengthBytes(file.length)
        .setSha256(TestCines.sha256(file))
        .setFileName("cine.bin");
  }

  UploadClipResponse upload(String studyKey, byte[] file) {
    return upload(header(studyKey, file).build(), file, 1 << 20);
  }

  /**
   * Sends header and bytes.
   *
   * @throws StatusRuntimeException as the service answers
   */
  UploadClipResponse upload(UploadClipHeader header, byte[] file, int chunk) {
    Answer answer = new Answer();
    StreamObserver<UploadClipRequest> request =
        IngestServiceGrpc.newStub(channel)
            .withDeadlineAfter(60, TimeUnit.SECONDS)
            .uploadClip(answer);
    request.onNext(UploadClipRequest.newBuilder().setHeader(header).build());
    for (int from = 0; from < file.length && !answer.future.isDone(); from += chunk) {
      request.onNext(
          UploadClipRequest.newBuilder()
              .setChunk(ByteString.copyFrom(file, from, Math.min(chunk, file.length - from)))
              .build());
    }
    if (!answer.future.isDone()) {
      request.onCompleted();
    }
    return answer.await();
  }

  static String code(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    return trailers == null ? "" : trailers.get(EchoMotionException.CODE);
  }

  void send(String channelName, String topic, String key, byte[] payload, String... header) {
    ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(topic, 0, 0, key, payload);
    for (int i = 0; i < header.length; i += 2) {
      record.headers().add(header[i], header[i + 1].getBytes());
    }
    messages
        .<Message<byte[]>>source(channelName)
        .send(
            Message.of(payload)
                .addMetadata(new IncomingKafkaRecordMetadata<>(record, channelName)));
  }

  void assertNothingStored() throws SQLException, IOException {
    assertEquals(0, count("ingest.study"));
    assertEquals(0, count("ingest.clip"));
    assertEquals(List.of(), blobs());
    assertEquals(0, events(IngestChannels.CLIP_INGESTED).received().size());
  }

  long count(String table) throws SQLException {
    try (Connection connection = studyStore.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = studyStore.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<String> blobs() throws IOException {
    try (Stream<Path> files = Files.walk(blobs)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> blobs.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** The one answer to an upload. */
  static final class Answer implements StreamObserver<UploadClipResponse> {

    final CompletableFuture<UploadClipResponse> future = new CompletableFuture<>();

    @Override
    public void onNext(UploadClipResponse response) {
      future.complete(response);
    }

    @Override
    public void onError(Throwable failure) {
      future.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
      future.completeExceptionally(new AssertionError("the call ended without an answer"));
    }

    UploadClipResponse await() {
      try {
        return future.orTimeout(1, TimeUnit.MINUTES).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof StatusRuntimeException status) {
          throw status;
        }
        throw e;
      }
    }
  }
}
