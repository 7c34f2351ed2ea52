package org.echomotion.ef.api.measuring;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.TracingMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.api.messages.ClipSegmentedEvent;
import org.echomotion.error.EchoMotionException;
import org.echomotion.tenant.Actors;
import org.echomotion.trace.EventWork;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Turns {@code clip.segmented} into {@code ef.computed}. */
@ApplicationScoped
public class ClipSegmentedConsumer {

  private final EjectionFractionStep step;
  private final Actors actors;
  private final EventWork events;

  ClipSegmentedConsumer(EjectionFractionStep step, Actors actors, EventWork events) {
    this.events = events;
    this.step = step;
    this.actors = actors;
  }

  /**
   * Measures the clip of an event.
   *
   * @throws EchoMotionException if the clip cannot be measured; the record is then dead-lettered
   *     with the exception's message
   */
  @Incoming("ef-clip-segmented")
  @Blocking
  public void consume(byte[] payload, Optional<TracingMetadata> tracing) {
    events.process(
        "clip.segmented", tracing.map(TracingMetadata::getCurrentContext), () -> measure(payload));
  }

  private void measure(byte[] payload) {
    ClipSegmentedEvent clip = ClipSegmentedEvent.parse(payload);
    try {
      actors.as(clip.actor(), () -> step.perform(clip));
    } catch (EchoMotionException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new EchoMotionException(e, EjectionFractionError.STEP_FAILED);
    }
  }
}
