package org.echomotion.ingest.api;

import io.quarkus.test.Mock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.ingest.settings.IngestSettings;

/** The memory for frames, which counts the cines that took some. */
@Mock
@Singleton
class CountedFrameMemory extends FrameMemory {

  static final AtomicInteger SHARES = new AtomicInteger();

  @Inject
  CountedFrameMemory(IngestSettings settings) {
    super(settings);
  }

  @Override
  Share share() {
    SHARES.incrementAndGet();
    return super.share();
  }
}
