package org.echomotion.json;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as the contract's messages hold them. */
public final class ProtoTime {

  private ProtoTime() {}

  /** Returns the same instant as a message. */
  public static Timestamp of(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
