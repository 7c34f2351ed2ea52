package org.echomotion.error;

import io.grpc.Status;
import io.micrometer.core.instrument.Metrics;

/** The counter {@code echomotion_call_errors_total}: calls that were answered with an error. */
final class CallErrors {

  private CallErrors() {}

  /** Counts a call that was refused with an error of the error table. */
  static void count(ErrorCode code) {
    count(code.name(), code.grpcStatus());
  }

  /** Counts a call that failed unexpectedly. */
  static void countUnexpected() {
    count("INTERNAL", Status.Code.INTERNAL);
  }

  private static void count(String code, Status.Code status) {
    // The registry of the process: errors are also converted where no bean is.
    Metrics.counter("echomotion.call.errors", "code", code, "status", status.name()).increment();
  }
}
