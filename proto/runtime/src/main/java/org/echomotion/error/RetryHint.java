package org.echomotion.error;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The time after which a refused call may succeed, as gRPC's standard error details state it. */
public final class RetryHint {

  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  private RetryHint() {}

  /** Adds the time to the trailers of an answer with this status. */
  static void put(Metadata trailers, Status status, Duration wait) {
    com.google.rpc.Status.Builder details =
        com.google.rpc.Status.newBuilder().setCode(status.getCode().value());
    details.addDetails(
        Any.pack(
            RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(wait.toMillis())).build()));
    if (status.getDescription() != null) {
      details.setMessage(status.getDescription());
    }
    trailers.put(DETAILS, details.build());
  }

  /** Returns the time that an answer states; empty if it states none. */
  public static Optional<Duration> of(StatusRuntimeException answer) {
    @Nullable Metadata trailers = answer.getTrailers();
    com.google.rpc.@Nullable Status details = trailers == null ? null : trailers.get(DETAILS);
    if (details == null) {
      return Optional.empty();
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(RetryInfo.class)) {
        try {
          return Optional.of(
              Duration.ofMillis(
                  Durations.toMillis(detail.unpack(RetryInfo.class).getRetryDelay())));
        } catch (InvalidProtocolBufferException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
