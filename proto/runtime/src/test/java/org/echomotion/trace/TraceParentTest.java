package org.echomotion.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opentelemetry.api.trace.Span;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceParentTest {

  /** The example of W3C Trace Context, section 3.2.3. */
  private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void readsAndWritesW3cTraceContext() {
    assertEquals(
        "4bf92f3577b34da6a3ce929d0e0e4736",
        Span.fromContext(TraceParent.context(EXAMPLE)).getSpanContext().getTraceId());
    assertEquals(Optional.of(EXAMPLE), currentIn(EXAMPLE));
  }

  @Test
  void workThatIsNotTracedHasNoPlace() {
    assertEquals(Optional.empty(), TraceParent.current());
    assertEquals(Optional.empty(), currentIn(EXAMPLE.replaceAll("1$", "0")));
  }

  @Test
  void anotherTextIsNoPlace() {
    assertFalse(Span.fromContext(TraceParent.context("00-1-2-01")).getSpanContext().isValid());
  }

  private static Optional<String> currentIn(String traceParent) {
    return TraceParent.context(traceParent).wrapSupplier(TraceParent::current).get();
  }
}
