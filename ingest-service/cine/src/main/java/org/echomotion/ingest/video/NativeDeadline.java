package org.echomotion.ingest.video;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.DecodeLimits;

/**
 * Time limit for decoding one file. FFmpeg checks it between reads, so that a header cannot keep
 * native code busy. All files of a thread share one callback, because native callbacks are limited.
 */
final class NativeDeadline {

  private static final ThreadLocal<Limit> CURRENT =
      ThreadLocal.withInitial(() -> new Limit(Duration.ZERO, Long.MAX_VALUE));

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Callback CALLBACK = new Callback();

  /**
   * The limit of one file.
   *
   * @param time for decoding
   * @param end in nanoseconds of this thread's processor time
   */
  private record Limit(Duration time, long end) {}

  private NativeDeadline() {}

  private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer opaque) {
      return isOver() ? 1 : 0;
    }
  }

  /**
   * Starts the time limit of this thread's next file. Processor time is counted, so that a busy
   * machine refuses no file.
   */
  static void start(DecodeLimits limits) {
    CURRENT.set(new Limit(limits.maxTime(), now() + limits.maxTime().toNanos()));
  }

  /** Whether this thread's file has exceeded the time limit. */
  static boolean isOver() {
    return now() > CURRENT.get().end();
  }

  private static long now() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** The refusal of a file that takes too long. */
  static EchoMotionException exceeded() {
    long seconds = CURRENT.get().time().toSeconds();
    return new EchoMotionException(
        IngestError.TOO_LARGE,
        "more than "
            + seconds
            + " s of processor time; "
            + DecodeLimits.setting("max-decode-time", seconds + "s"));
  }

  /** Interrupts {@code input} after the time limit. */
  static void guard(AVFormatContext input) {
    input.interrupt_callback().callback(CALLBACK);
  }
}
