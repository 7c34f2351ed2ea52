package org.echomotion.ingest.video;

import java.util.Set;

/** The supported video codecs: those of scanners, recorders, phones and editors. */
final class VideoCodecs {

  /** FFmpeg's names of the only decoders that may be opened, separated by commas. */
  static final String WHITELIST =
      // Scanners, recorders and phones.
      "mjpeg,mjpegb,h264,hevc,mpeg4,msmpeg4,msmpeg4v1,msmpeg4v2,mpeg1video,mpeg2video,mpegvideo,"
          + "h261,h263,h263i,h263p,flv,wmv1,wmv2,wmv3,vc1,mss1,mss2,dvvideo,gif,apng,png,"
          // The web.
          + "vp3,theora,vp6,vp6f,vp7,vp8,vp9,libvpx,libvpx-vp9,libdav1d,libaom-av1,av1,vvc,"
          // Lossless and editing.
          + "rawvideo,huffyuv,ffvhuff,ffv1,utvideo,lagarith,magicyuv,jpeg2000,jpegls,prores,dnxhd,"
          + "cfhd,qtrle,rpza,smc,8bps,zlib,mszh,camtasia,tscc2,zmbv,fraps,flashsv,flashsv2,v210,"
          + "v308,v408,v410,r10k,r210,yuv4,y41p,cyuv,aasc,loco,vble,targa,tiff,bmp,sgi,cljr,asv1,"
          + "asv2,aic,hap,speedhq,dirac,snow,"
          // Before 2000.
          + "msrle,msvideo1,cinepak,indeo2,indeo3,indeo4,indeo5,svq1,svq3,rv10,rv20,rv30,rv40,"
          + "qpeg,truemotion1,truemotion2,ultimotion";

  /** The list of supported codecs in the error message for another codec. */
  static final String READ =
      " (supported are H.264, HEVC, AV1, VP8, VP9, MPEG-1, -2 and -4, H.263, WMV, MJPEG, JPEG 2000,"
          + " ProRes, FFV1, HuffYUV, uncompressed and others)";

  private static final Set<String> DECODERS = Set.of(WHITELIST.split(",", -1));

  private VideoCodecs() {}

  static boolean isRead(String decoder) {
    return DECODERS.contains(decoder);
  }

  /**
   * The name of a codec.
   *
   * @param name FFmpeg's name; "none" or "unknown_codec" if FFmpeg does not know the codec
   * @param tag the file's four-character code, with the first character in the lowest byte
   */
  static String title(String name, int tag) {
    if (!name.equals("none") && !name.startsWith("unknown")) {
      return name;
    }
    StringBuilder characters = new StringBuilder();
    for (int shift = 0; shift < 32; shift += 8) {
      char each = (char) (tag >>> shift & 0xff);
      boolean plain = each < 0x80 && Character.isLetterOrDigit(each);
      characters.append(plain ? each : '?');
    }
    return characters.toString();
  }
}
