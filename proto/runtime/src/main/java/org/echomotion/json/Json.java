package org.echomotion.json;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** The contract's messages as protobuf JSON, including fields with default values. */
public final class Json {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  private Json() {}

  /** Returns the message with line breaks and indentation. */
  public static String of(MessageOrBuilder message) {
    return print(PRINTER, message);
  }

  /** Returns the message on one line. */
  public static String line(MessageOrBuilder message) {
    return print(PRINTER.omittingInsignificantWhitespace(), message);
  }

  private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("The contract's messages have a JSON form.", e);
    }
  }
}
