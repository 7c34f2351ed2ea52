package org.echomotion.ingest.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.echomotion.connection.MessagePace;
import org.echomotion.connection.PacedMessages;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.store.Admission;

/** Receives the messages of one {@code UploadClip} call: one header, then the bytes. */
final class GrpcUpload {

  /** Largest number of messages that wait to be written to disk. */
  private static final int WAITING_MESSAGES = 2;

  private final UploadReception reception;
  private final MessagePace pace = PacedMessages.of(WAITING_MESSAGES);

  /** What may answer before the last message: an interruption, or the result of an earlier call. */
  private final CompletableFuture<CompletableFuture<Admission>> early = new CompletableFuture<>();

  private Optional<Upload> upload = Optional.empty();
  private boolean closed;

  /** To be created in the method of the call. */
  GrpcUpload(UploadReception reception) {
    this.reception = reception;
  }

  /** Receives the messages, and turns the file into clips. */
  Uni<Admission> receive(Multi<UploadClipRequest> messages) {
    Uni<Admission> received =
        messages
            .emitOn(Infrastructure.getDefaultWorkerPool(), WAITING_MESSAGES)
            .onItem()
            .invoke(this::accept)
            .onItem()
            .invoke(pace::processed)
            .onItem()
            .ignoreAsUni()
            .onItem()
            .transformToUni(end -> reception.ingest(opened()));
    return Uni.combine().any().of(received, early()).onTermination().invoke(this::close);
  }

  /**
   * @throws EchoMotionException {@code BAD_HEADER}, {@code CONTENT_MISMATCH}, or any code of {@link
   *     UploadReception#open}
   */
  private synchronized void accept(UploadClipRequest message) {
    if (closed) {
      return;
    }
    switch (message.getPartCase()) {
      case HEADER -> {
        if (upload.isPresent()) {
          throw UploadHeader.bad("it was sent twice");
        }
        open(message.getHeader());
      }
      case CHUNK -> opened().append(message.getChunk().toByteArray());
      case PART_NOT_SET -> throw UploadHeader.bad("a message holds neither header nor bytes");
    }
  }

  private void open(UploadClipHeader message) {
    UploadHeader header =
        reception.withinLimit(
            UploadHeader.checked(
                message.getLengthBytes(),
                message.getSha256(),
                message.getFileName(),
                IngestMessages.view(message.getView()),
                message.getStudyKey(),
                message.getOtherModality(),
                message.getOffsetBytes()));
    Optional<CompletableFuture<Admission>> result = reception.resultOf(header);
    if (result.isPresent()) {
      closed = true;
      early.complete(result.get());
    } else {
      Upload opened = reception.open(header);
      upload = Optional.of(opened);
      early.complete(opened.interruption());
    }
  }

  private Uni<Admission> early() {
    return Uni.createFrom()
        .completionStage(early)
        .onItem()
        .transformToUni(answer -> Uni.createFrom().completionStage(answer));
  }

  private synchronized Upload opened() {
    return upload.orElseThrow(() -> UploadHeader.bad("it must be the first message"));
  }

  private synchronized void close() {
    closed = true;
    upload.ifPresent(Upload::close);
  }
}
