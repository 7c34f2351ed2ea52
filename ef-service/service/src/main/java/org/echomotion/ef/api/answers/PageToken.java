package org.echomotion.ef.api.answers;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.store.ResultPage;
import org.echomotion.error.EchoMotionException;

/** The position where a listing continues, as opaque text for the client. */
final class PageToken {

  private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

  private static final String NOT_VALID = "the page token is not valid";

  private PageToken() {}

  static String of(ResultPage.Cursor cursor) {
    Instant at = cursor.clipCreatedAt();
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(at.getEpochSecond())
            .putInt(at.getNano())
            .putLong(cursor.clipId().getMostSignificantBits())
            .putLong(cursor.clipId().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads a token that {@link #of} wrote.
   *
   * @throws EchoMotionException {@link EjectionFractionError#BAD_REQUEST} if it is not valid
   */
  static ResultPage.Cursor parse(String token) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      if (bytes.remaining() == BYTES) {
        return new ResultPage.Cursor(
            Instant.ofEpochSecond(bytes.getLong(), bytes.getInt()),
            new UUID(bytes.getLong(), bytes.getLong()));
      }
    } catch (IllegalArgumentException | java.time.DateTimeException | ArithmeticException e) {
      throw new EchoMotionException(e, EjectionFractionError.BAD_REQUEST, NOT_VALID);
    }
    throw new EchoMotionException(EjectionFractionError.BAD_REQUEST, NOT_VALID);
  }
}
