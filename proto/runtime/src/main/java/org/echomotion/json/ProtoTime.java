package org.echomotion.json;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Converts times to the form of the contract's messages. */
public final class ProtoTime {

  private ProtoTime() {}

  /** Returns the instant as a message. */
  public static Timestamp of(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** Returns the message as an instant. */
  public static Instant instant(Timestamp message) {
    return Instant.ofEpochSecond(message.getSeconds(), message.getNanos());
  }
}
