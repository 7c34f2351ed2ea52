package org.echomotion.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageFailuresTest {

  @ParameterizedTest
  @CsvSource({
    "22021, BAD_VALUE",
    "22008, BAD_VALUE",
    "22003, BAD_VALUE",
    "08006, DATABASE_AWAY",
    "57P03, DATABASE_AWAY",
    "53100, DISK_FULL",
    "25006, DISK_READ_ONLY"
  })
  void knowsTheStatesOfTheDatabase(String state, CommonError expected) {
    Throwable failure = new IllegalStateException(new RuntimeException(sql("no", state)));
    EchoMotionException error = StorageFailures.of(failure).orElseThrow();
    assertEquals(expected, error.code());
    assertSame(failure, error.getCause());
  }

  @Test
  void knowsAnExhaustedPool() {
    assertEquals(
        CommonError.DATABASE_AWAY,
        StorageFailures.of(new SQLException("Sorry, acquisition timeout!")).orElseThrow().code());
  }

  @Test
  void knowsTheStateOfTheDisk() {
    assertEquals(CommonError.DISK_FULL, of(new IOException("No space left on device")));
    assertEquals(
        CommonError.DISK_READ_ONLY,
        of(new FileSystemException("/data/x", null, "Read-only file system")));
    assertEquals(CommonError.DISK_READ_ONLY, of(new AccessDeniedException("/data/x")));
  }

  @Test
  void leavesOtherFailuresAlone() {
    assertEquals(Optional.empty(), StorageFailures.of(new IllegalStateException("a fault")));
    assertEquals(Optional.empty(), StorageFailures.of(sql("unique", "23505")));
    assertEquals(
        Optional.empty(), StorageFailures.of(new UncheckedIOException(new IOException("broken"))));
  }

  @Test
  void callersGetTheStatusAndTheSentence() {
    StatusRuntimeException status =
        (StatusRuntimeException)
            new GrpcErrors().transform(new IllegalStateException(sql("no", "08006")));
    assertEquals(Status.Code.UNAVAILABLE, status.getStatus().getCode());
    assertEquals(
        "The database does not answer. Try again in a moment.",
        status.getStatus().getDescription());
  }

  private static ErrorCode of(IOException failure) {
    return StorageFailures.of(new UncheckedIOException(failure)).orElseThrow().code();
  }

  private static SQLException sql(String text, String state) {
    return new SQLException(text, state);
  }
}
