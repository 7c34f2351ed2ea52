package org.echomotion.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Chooses what is traced. A trace begins with a call or an event. Work in the background, such as
 * the search for unsent events every few seconds, is not traced.
 */
final class TracedWork implements Sampler {

  private final Sampler chosen;

  private TracedWork(Sampler chosen) {
    this.chosen = chosen;
  }

  /** Makes the sampler of the service. */
  static final class Producer {

    @Produces
    @Singleton
    Sampler sampler(
        @ConfigProperty(name = "echomotion.traces.ratio", defaultValue = "1") double ratio) {
      return Sampler.parentBased(new TracedWork(Sampler.traceIdRatioBased(ratio)));
    }
  }

  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return kind == SpanKind.SERVER || kind == SpanKind.CONSUMER
        ? chosen.shouldSample(parent, traceId, name, kind, attributes, links)
        : SamplingResult.drop();
  }

  @Override
  public String getDescription() {
    return "CallsAndEvents{" + chosen.getDescription() + "}";
  }
}
