package org.echomotion.activelearning.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bodies of REST requests: the contract's messages as protobuf JSON. */
final class JsonBody {

  /** Far above the largest drawing: 1000 points and 200 control points. */
  private static final int MOST_CHARACTERS = 1 << 18;

  private JsonBody() {}

  /**
   * Parses a body.
   *
   * @param body empty for a message without fields
   * @throws org.echomotion.error.EchoMotionException BAD_REQUEST if it is not such a message
   */
  static <B extends Message.Builder> B parse(@Nullable String body, B message) {
    String text = Objects.requireNonNullElse(body, "");
    if (text.length() > MOST_CHARACTERS) {
      throw Requests.bad("the body is longer than " + MOST_CHARACTERS + " characters");
    }
    try {
      JsonFormat.parser().merge(text.isBlank() ? "{}" : text, message);
    } catch (InvalidProtocolBufferException e) {
      throw Requests.bad("the body is not the JSON of this request: " + e.getMessage());
    }
    return message;
  }
}
