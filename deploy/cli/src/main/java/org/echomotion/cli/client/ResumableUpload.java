package org.echomotion.cli.client;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ingest.v1.GetUploadProgressRequest;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.RetryHint;
import org.jspecify.annotations.Nullable;

/**
 * Uploads a file. If the connection breaks, the upload continues where it broke off, after a pause
 * that doubles with each attempt. If the platform is busy, the upload waits as the platform says.
 */
final class ResumableUpload {

  /** Waits between two attempts. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /** Largest number of attempts in a row that bring the upload no further. */
  private static final int ATTEMPTS = 6;

  /** Longest time that an answer to the question how far the upload got is waited for. */
  private static final long ANSWER_SECONDS = 30;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  /** Longest time that a busy platform is waited for. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Errors of the service after which the upload continues. */
  private static final Set<String> BROKEN =
      Set.of("UPLOAD_BROKEN", "UPLOAD_STALLED", "OTHER_OFFSET", "DATABASE_AWAY");

  private static final Set<Status.Code> AWAY =
      Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);

  private final IngestServiceGrpc.IngestServiceStub ingest;
  private final IngestServiceGrpc.IngestServiceBlockingStub questions;
  private final UploadListener listener;
  private final Pause pause;
  private long offset;
  private int attempts;
  private boolean connected;
  private Duration waited = Duration.ZERO;

  ResumableUpload(
      IngestServiceGrpc.IngestServiceStub ingest,
      IngestServiceGrpc.IngestServiceBlockingStub questions,
      UploadListener listener,
      Pause pause) {
    this.ingest = ingest;
    this.questions = questions;
    this.listener = listener;
    this.pause = pause;
  }

  /**
   * Uploads the file.
   *
   * @param header without offset
   * @throws IOException if the file cannot be read
   * @throws StatusRuntimeException the status of the last attempt
   */
  UploadClipResponse send(Path file, UploadClipHeader header)
      throws IOException, InterruptedException {
    while (true) {
      try {
        if (connected) {
          resume(header);
        }
        return attempt(file, header);
      } catch (StatusRuntimeException e) {
        waitAfter(e);
      }
    }
  }

  private UploadClipResponse attempt(Path file, UploadClipHeader header)
      throws IOException, InterruptedException {
    CineUpload call = new CineUpload(ingest);
    try (FileChannel bytes = FileChannel.open(file)) {
      InputStream rest = Channels.newInputStream(bytes.position(offset));
      return call.send(
          header.toBuilder().setOffsetBytes(offset).build(),
          rest,
          sent -> listener.sent(offset + sent));
    } finally {
      connected |= call.wasConnected();
    }
  }

  private void resume(UploadClipHeader header) {
    long received = received(header);
    if (received > offset) {
      attempts = 0;
    }
    offset = received;
  }

  private long received(UploadClipHeader header) {
    try {
      return questions
          .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
          .getUploadProgress(
              GetUploadProgressRequest.newBuilder()
                  .setStudyKey(header.getStudyKey())
                  .setSha256(header.getSha256())
                  .setLengthBytes(header.getLengthBytes())
                  .build())
          .getReceivedBytes();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        // Servers before 0.2 keep nothing of an upload that breaks off.
        return 0;
      }
      throw e;
    }
  }

  private void waitAfter(StatusRuntimeException failure) throws InterruptedException {
    Optional<Duration> hint = RetryHint.of(failure);
    if (hint.isPresent() && waited.compareTo(PATIENCE) < 0) {
      waited = waited.plus(hint.get());
      listener.waits("server busy");
      pause.of(hint.get());
    } else if (hint.isEmpty() && isBroken(failure) && ++attempts < ATTEMPTS) {
      listener.waits("reconnect");
      pause.of(FIRST_PAUSE.multipliedBy(1L << (attempts - 1)));
    } else {
      throw failure;
    }
  }

  /** A server that never answered is not waited for: it may not have been started. */
  private boolean isBroken(StatusRuntimeException failure) {
    @Nullable Metadata trailers = failure.getTrailers();
    @Nullable String code = trailers == null ? null : trailers.get(EchoMotionException.CODE);
    return code == null
        ? connected && AWAY.contains(failure.getStatus().getCode())
        : BROKEN.contains(code);
  }
}
