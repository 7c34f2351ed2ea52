package org.echomotion.ingest.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.CineDecoder;
import org.echomotion.ingest.decode.SourceFormat;

/**
 * The supported video files. The kind is detected from the first bytes; the file's name is ignored.
 */
public enum VideoContainer {
  /** RIFF chunks. */
  AVI(SourceFormat.AVI, "avi", "AVI"),
  /** ISO base media boxes, also used by QuickTime, 3GP and Motion JPEG 2000. */
  MP4(SourceFormat.MP4, "mov", "MP4"),
  MATROSKA(SourceFormat.VIDEO, "matroska", "MKV"),
  ASF(SourceFormat.VIDEO, "asf", "WMV"),
  MPEG_PROGRAM(SourceFormat.VIDEO, "mpeg", "MPEG"),
  MPEG_TRANSPORT(SourceFormat.VIDEO, "mpegts", "MPEG-TS"),
  /** MPEG-1 or MPEG-2 video without a container. */
  MPEG_VIDEO(SourceFormat.VIDEO, "mpegvideo", "MPEG video", false),
  /** H.264 without a container. */
  H264(SourceFormat.VIDEO, "h264", "H.264 video", false),
  /** HEVC without a container. */
  HEVC(SourceFormat.VIDEO, "hevc", "HEVC video", false),
  GIF(SourceFormat.VIDEO, "gif", "GIF"),
  APNG(SourceFormat.VIDEO, "apng", "animated PNG"),
  OGG(SourceFormat.VIDEO, "ogg", "Ogg"),
  FLV(SourceFormat.VIDEO, "flv", "FLV"),
  MXF(SourceFormat.VIDEO, "mxf", "MXF"),
  IVF(SourceFormat.VIDEO, "ivf", "IVF"),
  Y4M(SourceFormat.VIDEO, "yuv4mpegpipe", "Y4M"),
  NUT(SourceFormat.VIDEO, "nut", "NUT"),
  REAL_MEDIA(SourceFormat.VIDEO, "rm", "RealMedia");

  /** Possible first boxes of an MP4, MOV or MJ2 file. */
  private static final Set<String> FIRST_BOXES =
      Set.of(
          "ftyp", "moov", "mdat", "wide", "free", "skip", "uuid", "pnot", "junk", "styp", "sidx",
          "pdin", "prfl", "meta", "udta", "PICT", "emsg");

  /** Packet lengths of a transport stream; some media add 4 or 16 bytes. */
  private static final int[] PACKETS = {188, 192, 204};

  final SourceFormat format;

  /** FFmpeg's name of the only demuxer that may read the file. */
  final String demuxer;

  /** The name for messages. */
  final String title;

  /** Whether the container states frame times. */
  final boolean statesTimes;

  VideoContainer(SourceFormat format, String demuxer, String title) {
    this(format, demuxer, title, true);
  }

  VideoContainer(SourceFormat format, String demuxer, String title, boolean statesTimes) {
    this.statesTimes = statesTimes;
    this.format = format;
    this.demuxer = demuxer;
    this.title = title;
  }

  /**
   * Detects the container of a file.
   *
   * @param head the first bytes of a file, at most {@link CineDecoder.HEAD}
   */
  static Optional<VideoContainer> of(byte[] head) {
    if (head.length < 12) {
      return Optional.empty();
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("RIFF")) {
      boolean avi = text.startsWith("AVI ", 8) || text.startsWith("AVI\u0019", 8);
      return avi ? Optional.of(AVI) : Optional.empty();
    }
    return byMark(text).or(() -> byStructure(head, text));
  }

  private static Optional<VideoContainer> byMark(String text) {
    record Mark(String bytes, VideoContainer container) {}
    return List.of(
            new Mark("\u001aE\u00df\u00a3", MATROSKA),
            new Mark("0&\u00b2u\u008ef\u00cf\u0011", ASF),
            new Mark("\0\0\1\u00ba", MPEG_PROGRAM),
            new Mark("\0\0\1\u00b3", MPEG_VIDEO),
            new Mark("GIF87a", GIF),
            new Mark("GIF89a", GIF),
            new Mark("OggS\0", OGG),
            new Mark("FLV\1", FLV),
            new Mark("\u0006\u000e+4\u0002\u0005\u0001\u0001\r\1\2\1\1\2", MXF),
            new Mark("DKIF\0\0", IVF),
            new Mark("YUV4MPEG2", Y4M),
            new Mark("nut/multimedia container\0", NUT),
            new Mark(".RMF\0\0", REAL_MEDIA),
            new Mark("\0\0\0\fjP  \r\n\u0087\n\0\0\0\u0014ftypmj", MP4))
        .stream()
        .filter(mark -> text.startsWith(mark.bytes))
        .map(Mark::container)
        .findFirst();
  }

  private static Optional<VideoContainer> byStructure(byte[] head, String text) {
    if (FIRST_BOXES.contains(text.substring(4, 8))) {
      return Optional.of(MP4);
    }
    if (text.startsWith("\u0089PNG\r\n\u001a\n") && text.contains("acTL")) {
      return Optional.of(APNG);
    }
    if (isTransportStream(head)) {
      return Optional.of(MPEG_TRANSPORT);
    }
    return elementaryStream(head, text);
  }

  private static boolean isTransportStream(byte[] head) {
    for (int packet : PACKETS) {
      int first = packet == 192 && head[0] != 'G' ? 4 : 0;
      int found = 0;
      for (int at = first; at < head.length && head[at] == 'G'; at += packet) {
        found++;
      }
      if (found >= 3 && first + found * packet >= head.length) {
        return true;
      }
    }
    return false;
  }

  /** ITU-T H.264 and H.265, annex B: the first unit is a delimiter or a parameter set. */
  private static Optional<VideoContainer> elementaryStream(byte[] head, String text) {
    int start = text.startsWith("\0\0\0\1") ? 4 : text.startsWith("\0\0\1") ? 3 : 0;
    if (start == 0) {
      return Optional.empty();
    }
    int first = head[start] & 0xff;
    int second = head[start + 1] & 0xff;
    boolean hevc = second == 1 && (first == 0x40 || first == 0x42 || first == 0x46);
    int unit = first & 0x1f;
    boolean h264 = first < 0x80 && ((unit == 7 && (first & 0x60) != 0) || first == 9);
    return hevc ? Optional.of(HEVC) : h264 ? Optional.of(H264) : Optional.empty();
  }

  /**
   * Checks the stated lengths against the file's length.
   *
   * @throws EchoMotionException {@code UNREADABLE} if they differ
   */
  void requireWhole(Path path) throws IOException {
    StatedLengths.requireWhole(this, path);
  }

  /** Whether the file states a length, so that truncation between two frames is detected. */
  boolean statesItsLength(Path path) throws IOException {
    return StatedLengths.areStated(this, path);
  }

  EchoMotionException unreadable(String reason) {
    return new EchoMotionException(IngestError.UNREADABLE, title, reason);
  }

  EchoMotionException unsupported(String feature) {
    return new EchoMotionException(IngestError.UNSUPPORTED, title, feature);
  }

  EchoMotionException cutShort() {
    return unreadable("its length differs from the stated length");
  }
}
