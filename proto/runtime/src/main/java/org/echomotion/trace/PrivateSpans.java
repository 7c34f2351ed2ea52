package org.echomotion.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Removes from spans what could name a study or a person: the address of a request, which contains
 * the study key, and the caller's network address and program. Texts of exceptions, which can
 * contain values of the database, are events of spans; no events are recorded at all.
 */
@ApplicationScoped
public class PrivateSpans implements SpanProcessor {

  private static final String REMOVED = "(not recorded)";

  private static final List<AttributeKey<String>> PRIVATE =
      List.of(
          AttributeKey.stringKey("url.path"),
          AttributeKey.stringKey("url.query"),
          AttributeKey.stringKey("url.full"),
          AttributeKey.stringKey("client.address"),
          AttributeKey.stringKey("network.peer.address"),
          AttributeKey.stringKey("user_agent.original"));

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    for (AttributeKey<String> key : PRIVATE) {
      if (span.getAttribute(key) != null) {
        span.setAttribute(key, REMOVED);
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
