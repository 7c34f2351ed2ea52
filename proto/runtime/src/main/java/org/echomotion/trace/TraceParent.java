package org.echomotion.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place in a trace as text (W3C Trace Context), so that it can be stored with an event that is
 * sent later.
 */
public final class TraceParent {

  private static final String HEADER = "traceparent";

  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
          return carrier == null ? null : carrier.get(key);
        }
      };

  private TraceParent() {}

  /** Returns the current place; empty if the work is not traced. */
  public static Optional<String> current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() && span.isSampled()
        ? Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01")
        : Optional.empty();
  }

  /** Returns the context of a place. A text that is not a place gives an empty context. */
  public static Context context(String traceParent) {
    return W3CTraceContextPropagator.getInstance()
        .extract(Context.root(), Map.of(HEADER, traceParent), GETTER);
  }
}
