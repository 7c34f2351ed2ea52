package org.echomotion.ingest.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

/** FFmpeg writes its own log to standard error, and quotes what it reads; here it stays silent. */
public final class FfmpegLog {

  private FfmpegLog() {}

  /** Call before any other use of FFmpeg. Costs nothing when repeated. */
  public static void silence() {
    av_log_set_level(AV_LOG_QUIET);
  }
}
