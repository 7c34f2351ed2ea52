package org.echomotion.ingest.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.decode.DecodeLimits;

/** The video stream of a file, decoded by FFmpeg frame by frame on one thread. */
public final class VideoStream implements AutoCloseable {

  private static final int MATRIX = 9;

  private final VideoContainer container;
  private final VideoInput input;
  private final AVCodecContext decoder;
  private final AVPacket packet;
  private final AVFrame frame;
  private final PresentationTimes times = new PresentationTimes();
  private boolean drained;

  /**
   * Opens the file's video stream and starts its time limit.
   *
   * @throws EchoMotionException {@code UNREADABLE}, {@code UNSUPPORTED}, or {@code TOO_LARGE} if
   *     its header states more than {@code limits}
   */
  VideoStream(Path file, VideoContainer container, DecodeLimits limits) {
    this.container = container;
    NativeDeadline.start(limits);
    this.input = new VideoInput(file, container, limits);
    this.packet = av_packet_alloc();
    this.frame = av_frame_alloc();
    this.decoder = avcodec_alloc_context3(input.codec());
    if (avcodec_parameters_to_context(decoder, input.stream().codecpar()) < 0) {
      close();
      throw container.unreadable("its video header is damaged");
    }
    decoder.thread_count(1).max_pixels(VideoInput.withPadding(limits));
    if (!container.statesTimes) {
      // Without a container FFmpeg assumes 25 frames per second; the stream itself may state a
      // rate.
      decoder.framerate(new AVRational().num(0).den(1));
    }
    if (avcodec_open2(decoder, input.codec(), (AVDictionary) null) < 0) {
      close();
      throw container.unreadable("its video header is damaged");
    }
  }

  /** Number of frames in the header; empty if it is not stated. */
  Optional<Long> statedFrames() {
    return input.statedFrames();
  }

  /** Frames per second in the header; 0 if they are not stated. */
  double statedRateHz() {
    if (!container.statesTimes) {
      return quotient(decoder.framerate());
    }
    double mean = quotient(input.stream().avg_frame_rate());
    return mean > 0 ? mean : quotient(input.stream().r_frame_rate());
  }

  private static double quotient(AVRational rate) {
    return rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : 0;
  }

  /**
   * Decodes the next frame, which {@link #frame()} then returns.
   *
   * @return false after the last frame
   * @throws EchoMotionException {@code UNREADABLE} if the frame is damaged, {@code TOO_LARGE} if it
   *     takes too long
   */
  boolean next() {
    while (true) {
      int received = avcodec_receive_frame(decoder, frame);
      if (received == AVERROR_EOF) {
        return false;
      }
      if (NativeDeadline.isOver()) {
        throw NativeDeadline.exceeded();
      }
      if (received >= 0) {
        if (frame.decode_error_flags() != 0
            || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
          throw damaged();
        }
        times.frame(seconds(frame.pts()), seconds(frame.best_effort_timestamp()));
        return true;
      }
      if (received != AVERROR_EAGAIN() || drained) {
        throw damaged();
      }
      feed();
    }
  }

  private void feed() {
    int read = input.read(packet);
    while (read >= 0 && packet.stream_index() != input.stream().index()) {
      av_packet_unref(packet);
      read = input.read(packet);
    }
    if (read == AVERROR_EOF) {
      drained = true;
      avcodec_send_packet(decoder, (AVPacket) null);
      return;
    }
    boolean sound = read >= 0 && (packet.flags() & AV_PKT_FLAG_CORRUPT) == 0;
    // In an AVI, an empty chunk repeats the previous frame.
    if (sound && packet.size() > 0) {
      long decoded = packet.dts();
      times.packet(seconds(decoded == AV_NOPTS_VALUE ? packet.pts() : decoded));
      sound = avcodec_send_packet(decoder, packet) >= 0;
    }
    av_packet_unref(packet);
    if (!sound) {
      throw NativeDeadline.isOver() ? NativeDeadline.exceeded() : damaged();
    }
  }

  /** The current frame as stored. */
  AVFrame frame() {
    return frame;
  }

  /** Display times of the frames so far, in seconds; NaN if unknown. */
  double[] seconds() {
    return times.seconds();
  }

  private double seconds(long ticks) {
    AVRational base = input.stream().time_base();
    boolean unknown = ticks == AV_NOPTS_VALUE || base.den() == 0 || !container.statesTimes;
    return unknown ? Double.NaN : (double) ticks * base.num() / base.den();
  }

  /** The width of a stored pixel divided by its height; 1 if the file does not state it. */
  double pixelAspect() {
    AVRational stated = av_guess_sample_aspect_ratio(input.context(), input.stream(), frame);
    double aspect = quotient(stated);
    return aspect > 0 ? aspect : 1;
  }

  /** The display matrix of the current frame; empty if the frame is upright. */
  Optional<int[]> displayMatrix() {
    AVFrameSideData ofFrame = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    if (ofFrame != null && !ofFrame.isNull()) {
      return matrix(ofFrame.data(), ofFrame.size());
    }
    AVPacketSideData ofStream =
        av_packet_side_data_get(
            input.stream().codecpar().coded_side_data(),
            input.stream().codecpar().nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    return ofStream == null || ofStream.isNull()
        ? Optional.empty()
        : matrix(ofStream.data(), ofStream.size());
  }

  private static Optional<int[]> matrix(BytePointer data, long size) {
    if (size < MATRIX * Integer.BYTES) {
      return Optional.empty();
    }
    byte[] bytes = new byte[MATRIX * Integer.BYTES];
    data.get(bytes);
    IntBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asIntBuffer();
    int[] matrix = new int[MATRIX];
    values.get(matrix);
    return Optional.of(matrix);
  }

  private RuntimeException damaged() {
    return container.unreadable("a frame is damaged");
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(decoder);
    input.close();
  }
}
