package org.echomotion.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Makes the work on an event a span of the event's trace. The span of the receipt has ended before
 * the work begins, and Quarkus forgets an ended span after the first call or statement below it.
 */
@ApplicationScoped
public class EventWork {

  private final Tracer tracer;

  EventWork(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Does {@code work} in this thread, in the span {@code "<topic> process"}.
   *
   * @param receipt the context of the receipt; empty if the event has none
   * @throws RuntimeException what {@code work} throws
   */
  public void process(String topic, Optional<Context> receipt, Runnable work) {
    Span span =
        tracer
            .spanBuilder(topic + " process")
            .setSpanKind(SpanKind.CONSUMER)
            .setParent(receipt.orElseGet(Context::current))
            .startSpan();
    try {
      Context.current().with(span).wrap(work).run();
    } catch (RuntimeException e) {
      // Without the text of the exception, which can contain values of the database.
      span.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }
}
