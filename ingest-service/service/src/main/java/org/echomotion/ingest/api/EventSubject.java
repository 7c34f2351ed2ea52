package org.echomotion.ingest.api;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * The study and the clip of any event, which are its first two fields. A damaged dead letter may
 * lack one or both.
 */
record EventSubject(Optional<UUID> studyId, Optional<UUID> clipId) {

  private static final int STUDY_ID = 1;
  private static final int CLIP_ID = 2;

  static EventSubject of(byte[] payload) {
    Optional<UUID> study = Optional.empty();
    Optional<UUID> clip = Optional.empty();
    try {
      CodedInputStream in = CodedInputStream.newInstance(payload);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        boolean text = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        if (text && WireFormat.getTagFieldNumber(tag) == STUDY_ID) {
          study = uuid(in.readString());
        } else if (text && WireFormat.getTagFieldNumber(tag) == CLIP_ID) {
          clip = uuid(in.readString());
        } else if (!in.skipField(tag)) {
          break;
        }
      }
    } catch (IOException e) {
      return new EventSubject(study, clip);
    }
    return new EventSubject(study, clip);
  }

  /** Parses a UUID; empty if {@code text} is null or not a UUID. */
  static Optional<UUID> uuid(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
