package org.echomotion.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerTest {

  private enum Error implements ErrorCode {
    REFUSED;

    @Override
    public Status.Code grpcStatus() {
      return Status.Code.FAILED_PRECONDITION;
    }

    @Override
    public String message() {
      return "%s answered %s.";
    }
  }

  private static final Peer PEER = new Peer("far-service", Error.REFUSED);

  @ParameterizedTest
  @EnumSource(
      names = {
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "FAILED_PRECONDITION",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "PERMISSION_DENIED",
        "UNAUTHENTICATED"
      })
  void aRefusalThatStaysIsTheAskersError(Status.Code code) {
    EchoMotionException refused =
        assertThrows(EchoMotionException.class, () -> PEER.ask(() -> answering(code)));
    assertEquals(Error.REFUSED, refused.code());
    assertEquals("far-service answered " + code + ".", refused.getMessage());
  }

  @Test
  void damagedDataIsReportedInTheWordsOfThePeer() {
    StatusRuntimeException said =
        Status.DATA_LOSS.withDescription("Upload it again.").asRuntimeException();
    EchoMotionException damaged = (EchoMotionException) PEER.failure(said);
    assertEquals(CommonError.DATA_DAMAGED, damaged.code());
    assertEquals("Upload it again.", damaged.getMessage());
    assertEquals(
        "The data of far-service is damaged.",
        PEER.failure(Status.DATA_LOSS.asRuntimeException()).getMessage());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "UNAVAILABLE",
        "DEADLINE_EXCEEDED",
        "RESOURCE_EXHAUSTED",
        "ABORTED",
        "CANCELLED",
        "INTERNAL",
        "UNKNOWN"
      })
  void troubleThatMayPassGoesOnAsItIs(Status.Code code) {
    StatusRuntimeException trouble =
        assertThrows(StatusRuntimeException.class, () -> PEER.find(() -> answering(code)));
    assertSame(code, trouble.getStatus().getCode());
  }

  @Test
  void whatIsNotThereIsEmptyWhereItIsLookedFor() {
    assertEquals(Optional.empty(), PEER.find(() -> answering(Status.Code.NOT_FOUND)));
    assertEquals(Optional.of(1), PEER.find(() -> 1));
    assertThrows(
        EchoMotionException.class, () -> PEER.find(() -> answering(Status.Code.DATA_LOSS)));
  }

  private static Object answering(Status.Code code) {
    throw Status.fromCode(code).asRuntimeException();
  }
}
