package org.echomotion.ingest.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_max_alloc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.DecodeLimits;

/**
 * An opened video file and its video stream. FFmpeg may open only this file (no network, no other
 * file), and only with this container's demuxer and the listed decoders. The headers are checked
 * against the limits before any frame is decoded.
 */
final class VideoInput implements AutoCloseable {

  /** Enough for sound and subtitles besides the video; each stream in the header uses memory. */
  private static final int MAX_STREAMS = 16;

  /**
   * Limit of one native allocation in bytes. The largest frame with 16 bits in four channels takes
   * 64 MiB; a header with more samples is malicious.
   */
  private static final long MAX_ALLOCATION = 96L << 20;

  static {
    FfmpegLog.silence();
    av_max_alloc(MAX_ALLOCATION);
  }

  private final VideoContainer container;
  private final AVFormatContext input;
  private final AVStream stream;
  private final AVCodec codec;

  /**
   * Opens the file's video stream.
   *
   * @throws EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED}, or {@code TOO_LARGE} if
   *     its header states more than {@code limits}
   */
  VideoInput(Path file, VideoContainer container, DecodeLimits limits) {
    this.container = container;
    if (container == VideoContainer.MP4) {
      requireFewEdits(file);
    }
    this.input = opened(file);
    try {
      readStreamHeaders(limits);
      this.stream = bestStream();
      requireWithin(limits, stream);
      this.codec = decoder();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static void requireFewEdits(Path file) {
    try {
      EditLists.requireFew(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AVFormatContext opened(Path file) {
    AVFormatContext context = avformat_alloc_context().max_streams(MAX_STREAMS);
    NativeDeadline.guard(context);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "protocol_whitelist", "file", 0);
    av_dict_set(
        options, "format_whitelist", av_find_input_format(container.demuxer).name().getString(), 0);
    av_dict_set(options, "codec_whitelist", VideoCodecs.WHITELIST, 0);
    int opened =
        avformat_open_input(
            context,
            "file:" + file.toAbsolutePath(),
            av_find_input_format(container.demuxer),
            options);
    if (!options.isNull()) {
      av_dict_free(options);
    }
    if (opened < 0) {
      // FFmpeg has freed the context.
      throw damaged("its header is damaged");
    }
    return context;
  }

  /** FFmpeg decodes a few frames for this, so the size limit must already apply here. */
  private void readStreamHeaders(DecodeLimits limits) {
    int streams = input.nb_streams();
    for (int i = 0; i < streams; i++) {
      requireWithin(limits, input.streams(i));
    }
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, streams))) {
      for (int i = 0; i < streams; i++) {
        AVDictionary option = new AVDictionary(null);
        av_dict_set(option, "max_pixels", Long.toString(withPadding(limits)), 0);
        options.put(i, option);
      }
      int found = avformat_find_stream_info(input, options);
      for (int i = 0; i < streams; i++) {
        AVDictionary left = options.get(AVDictionary.class, i);
        if (left != null) {
          av_dict_free(left);
        }
      }
      if (found < 0) {
        throw damaged("its streams are damaged");
      }
    }
  }

  /**
   * FFmpeg includes the padding of rows; the frames themselves are checked against the exact limit.
   */
  static long withPadding(DecodeLimits limits) {
    return 2L * limits.maxFramePixels() + (1 << 16);
  }

  private static void requireWithin(DecodeLimits limits, AVStream stated) {
    if (stated.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
      limits
          .exceededBy(
              Math.max(0, stated.nb_frames()),
              stated.codecpar().height(),
              stated.codecpar().width())
          .ifPresent(
              what -> {
                throw new EchoMotionException(IngestError.TOO_LARGE, what);
              });
    }
  }

  private AVStream bestStream() {
    int index = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (index < 0) {
      throw container.unsupported("sound without video");
    }
    return input.streams(index);
  }

  private AVCodec decoder() {
    int id = stream.codecpar().codec_id();
    AVCodec found = avcodec_find_decoder(id);
    if (found == null || !VideoCodecs.isRead(found.name().getString())) {
      throw container.unsupported(
          "the video codec "
              + VideoCodecs.title(avcodec_get_name(id).getString(), stream.codecpar().codec_tag())
              + VideoCodecs.READ);
    }
    return found;
  }

  AVStream stream() {
    return stream;
  }

  AVCodec codec() {
    return codec;
  }

  AVFormatContext context() {
    return input;
  }

  /** Number of frames in the header; empty if it is not stated. */
  Optional<Long> statedFrames() {
    return Optional.of(stream.nb_frames()).filter(frames -> frames > 0);
  }

  /** Reads the next packet of any stream and returns FFmpeg's result. */
  int read(AVPacket packet) {
    return av_read_frame(input, packet);
  }

  private EchoMotionException damaged(String reason) {
    return NativeDeadline.isOver() ? NativeDeadline.exceeded() : container.unreadable(reason);
  }

  @Override
  public void close() {
    avformat_close_input(input);
  }
}
