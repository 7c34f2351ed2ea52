package org.echomotion.ingest.api;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.tenant.Actor;

/**
 * The study, the clip and the tenant of any event; all events have them in the same fields. A
 * damaged dead letter may lack them.
 *
 * @param tenant {@link Actor#LOCAL_TENANT} if the event states none
 */
record EventSubject(Optional<UUID> studyId, Optional<UUID> clipId, String tenant) {

  private static final int STUDY_ID = 1;
  private static final int CLIP_ID = 2;
  private static final int TENANT = 14;

  static EventSubject of(byte[] payload) {
    Optional<UUID> study = Optional.empty();
    Optional<UUID> clip = Optional.empty();
    String tenant = Actor.LOCAL_TENANT;
    try {
      CodedInputStream in = CodedInputStream.newInstance(payload);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        boolean text = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        if (text && WireFormat.getTagFieldNumber(tag) == STUDY_ID) {
          study = uuid(in.readString());
        } else if (text && WireFormat.getTagFieldNumber(tag) == CLIP_ID) {
          clip = uuid(in.readString());
        } else if (text && WireFormat.getTagFieldNumber(tag) == TENANT) {
          String stated = in.readString();
          tenant = Actor.isTenant(stated) ? stated : tenant;
        } else if (!in.skipField(tag)) {
          break;
        }
      }
    } catch (IOException e) {
      return new EventSubject(study, clip, tenant);
    }
    return new EventSubject(study, clip, tenant);
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
