package org.echomotion.ingest.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/**
 * The video stream of a file, decoded by FFmpeg frame after frame. FFmpeg may open this file alone
 * (no network, no other file), with this container's demuxer and the listed decoders alone.
 */
final class VideoStream implements AutoCloseable {

  /** What scanners and the public data sets export. */
  private static final String DECODERS =
      "mjpeg,h264,hevc,mpeg4,msmpeg4,msmpeg4v2,mpeg1video,mpeg2video,rawvideo,png,huffyuv,ffv1,"
          + "msrle,msvideo1,cinepak,qtrle";

  private final VideoContainer container;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private AVFormatContext input = new AVFormatContext((Pointer) null);
  private AVCodecContext decoder = new AVCodecContext((Pointer) null);
  private AVStream stream = new AVStream((Pointer) null);
  private boolean drained;

  /**
   * Opens the file's video stream.
   *
   * @throws EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED}, or {@code TOO_LARGE} if
   *     its header states more than {@code limits}
   */
  VideoStream(Path file, VideoContainer container, DecodeLimits limits) {
    this.container = container;
    try {
      open(file);
      readStreamHeaders(limits);
      openDecoder(limits);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(Path file) {
    input = avformat_alloc_context();
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "protocol_whitelist", "file", 0);
    av_dict_set(
        options, "format_whitelist", av_find_input_format(container.demuxer).name().getString(), 0);
    av_dict_set(options, "codec_whitelist", DECODERS, 0);
    int opened =
        avformat_open_input(
            input,
            "file:" + file.toAbsolutePath(),
            av_find_input_format(container.demuxer),
            options);
    if (!options.isNull()) {
      av_dict_free(options);
    }
    if (opened < 0) {
      // FFmpeg has freed the context.
      input = new AVFormatContext((Pointer) null);
      throw container.unreadable("its header is damaged");
    }
  }

  /** FFmpeg decodes a few frames for this, so the size limit has to hold here already. */
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
        throw container.unreadable("its streams are damaged");
      }
    }
  }

  /** FFmpeg counts the padding of rows too; the frames themselves are held to the exact limit. */
  private static long withPadding(DecodeLimits limits) {
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

  private void openDecoder(DecodeLimits limits) {
    int index = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    if (index < 0) {
      throw container.unsupported("no video stream");
    }
    stream = input.streams(index);
    AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null || !("," + DECODERS + ",").contains("," + codec.name().getString() + ",")) {
      throw container.unsupported("an unusual video codec");
    }
    decoder = avcodec_alloc_context3(codec);
    if (avcodec_parameters_to_context(decoder, stream.codecpar()) < 0) {
      throw container.unreadable("its video header is damaged");
    }
    decoder.thread_count(1).max_pixels(withPadding(limits));
    if (avcodec_open2(decoder, codec, (AVDictionary) null) < 0) {
      throw container.unreadable("its video header is damaged");
    }
  }

  int rows() {
    return stream.codecpar().height();
  }

  int columns() {
    return stream.codecpar().width();
  }

  /** Frames per second that the header states; 0 where it does not. */
  double statedRateHz() {
    AVRational mean = stream.avg_frame_rate();
    AVRational base = stream.r_frame_rate();
    AVRational rate = mean.num() > 0 && mean.den() > 0 ? mean : base;
    return rate.den() > 0 ? (double) rate.num() / rate.den() : 0;
  }

  /**
   * Decodes the next frame; {@link #frame()} is then it.
   *
   * @return false behind the last frame
   * @throws EchoMotionException {@code UNREADABLE} if the frame is damaged
   */
  boolean next() {
    while (true) {
      int received = avcodec_receive_frame(decoder, frame);
      if (received == AVERROR_EOF) {
        return false;
      }
      if (received >= 0) {
        if (frame.decode_error_flags() != 0
            || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
          throw damaged();
        }
        return true;
      }
      if (received != AVERROR_EAGAIN() || drained) {
        throw damaged();
      }
      feed();
    }
  }

  private void feed() {
    int read = av_read_frame(input, packet);
    while (read >= 0 && packet.stream_index() != stream.index()) {
      av_packet_unref(packet);
      read = av_read_frame(input, packet);
    }
    if (read == AVERROR_EOF) {
      drained = true;
      avcodec_send_packet(decoder, (AVPacket) null);
      return;
    }
    boolean sound = read >= 0 && (packet.flags() & AV_PKT_FLAG_CORRUPT) == 0;
    // An AVI repeats a frame by an empty chunk.
    if (sound && packet.size() > 0) {
      sound = avcodec_send_packet(decoder, packet) >= 0;
    }
    av_packet_unref(packet);
    if (!sound) {
      throw damaged();
    }
  }

  AVFrame frame() {
    return frame;
  }

  /** When the current frame is shown, in seconds. */
  OptionalDouble timeSeconds() {
    long time = frame.best_effort_timestamp();
    AVRational base = stream.time_base();
    return time == AV_NOPTS_VALUE || base.den() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) time * base.num() / base.den());
  }

  private RuntimeException damaged() {
    return container.unreadable("a frame is damaged");
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    if (!decoder.isNull()) {
      avcodec_free_context(decoder);
    }
    if (!input.isNull()) {
      avformat_close_input(input);
    }
  }
}
