package org.echomotion.ingest.api;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import org.echomotion.ingest.settings.IngestSettings;

/**
 * The memory for decoded frames, shared by all uploads. A cine that does not fit beside the others
 * waits until they are done, in the order of arrival. One that is larger than all the memory waits
 * until it is alone.
 */
@ApplicationScoped
class FrameMemory {

  /** A decoded cine and its display frames take 2.5 bytes per pixel at the peak. */
  static final int BYTES_PER_PIXEL = 3;

  private static final double SHARE_OF_HEAP = 0.6;
  private static final long UNIT = 1 << 20;

  private final int total;
  private final Semaphore free;

  @Inject
  FrameMemory(IngestSettings settings) {
    this(
        settings
            .frameMemory()
            .map(MemorySize::asLongValue)
            .orElseGet(() -> (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory())));
  }

  FrameMemory(long bytes) {
    total = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
    free = new Semaphore(total, true);
  }

  /** The memory of one cine. Nothing is taken yet. */
  Share share() {
    return new Share();
  }

  /** What one cine has taken. It is used by one thread. */
  final class Share implements AutoCloseable {

    private int taken;

    private Share() {}

    /**
     * Waits until there is memory for a cine, and takes it. A cine that takes more later gives its
     * memory back first: it then holds frames for a moment that are not counted.
     *
     * @param pixels of all its frames together
     */
    void take(long pixels) {
      long needed = (BYTES_PER_PIXEL * pixels + UNIT - 1) / UNIT;
      int units = (int) Math.max(taken, Math.min(total, needed));
      // Whoever waits holds nothing, so that two cannot wait for each other.
      close();
      free.acquireUninterruptibly(units);
      taken = units;
    }

    /** Gives the memory back. */
    @Override
    public void close() {
      free.release(taken);
      taken = 0;
    }
  }
}
