package org.echomotion.ef.api.answers;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.store.ResultPage;
import org.echomotion.error.EchoMotionException;

/** Where a listing goes on, as text that a client hands back unread. */
final class PageToken {

  private static final int BYTES = Long.BYTES + Integer.BYTES + 2 * Long.BYTES;

  private PageToken() {}

  static String of(ResultPage.Cursor cursor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(cursor.clipCreatedAt().getEpochSecond())
            .putInt(cursor.clipCreatedAt().getNano())
            .putLong(cursor.clipId().getMostSignificantBits())
            .putLong(cursor.clipId().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @throws EchoMotionException {@link EjectionFractionError#BAD_REQUEST} if {@code token} is none
   *     that {@link #of} made
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
      throw refused(e);
    }
    throw refused(null);
  }

  private static EchoMotionException refused(Throwable cause) {
    return new EchoMotionException(
        cause,
        EjectionFractionError.BAD_REQUEST,
        "the page token is none that EchoMotion gave out");
  }
}
