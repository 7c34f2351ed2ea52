package org.echomotion.ingest.api;

import java.io.Closeable;
import java.util.Optional;
import java.util.function.Function;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;

/** Receives the messages of one {@code UploadClip} call: one header, then the bytes. */
final class GrpcUpload implements Closeable {

  private final Function<UploadClipHeader, Upload> open;
  private Optional<Upload> upload = Optional.empty();
  private boolean closed;

  /**
   * @param open checks a header and opens its upload
   */
  GrpcUpload(Function<UploadClipHeader, Upload> open) {
    this.open = open;
  }

  /**
   * @throws org.echomotion.error.EchoMotionException {@code BAD_HEADER}, {@code CONTENT_MISMATCH},
   *     or any code that {@code open} throws
   */
  synchronized void accept(UploadClipRequest message) {
    if (closed) {
      return;
    }
    switch (message.getPartCase()) {
      case HEADER -> {
        if (upload.isPresent()) {
          throw UploadHeader.bad("it was sent twice");
        }
        upload = Optional.of(open.apply(message.getHeader()));
      }
      case CHUNK -> {
        byte[] bytes = message.getChunk().toByteArray();
        received().append(bytes, bytes.length);
      }
      case PART_NOT_SET -> throw UploadHeader.bad("a message holds neither header nor bytes");
    }
  }

  /**
   * @throws org.echomotion.error.EchoMotionException {@code BAD_HEADER} if no header was received
   */
  synchronized Upload received() {
    return upload.orElseThrow(() -> UploadHeader.bad("it must be the first message"));
  }

  @Override
  public synchronized void close() {
    closed = true;
    upload.ifPresent(Upload::close);
  }
}
