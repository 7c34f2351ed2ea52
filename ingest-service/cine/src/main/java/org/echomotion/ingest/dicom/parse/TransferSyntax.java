package org.echomotion.ingest.dicom.parse;

import static org.echomotion.ingest.dicom.parse.TransferSyntax.Form.BIG_ENDIAN;
import static org.echomotion.ingest.dicom.parse.TransferSyntax.Form.DEFLATED;
import static org.echomotion.ingest.dicom.parse.TransferSyntax.Form.EXPLICIT;
import static org.echomotion.ingest.dicom.parse.TransferSyntax.Form.IMPLICIT;

import java.util.regex.Pattern;

/** The supported encodings of a DICOM file (DICOM PS3.5, section 10 and annex A). */
public enum TransferSyntax {
  IMPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2", IMPLICIT, Packing.NONE),
  EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1", EXPLICIT, Packing.NONE),
  ENCAPSULATED_UNCOMPRESSED("1.2.840.10008.1.2.1.98", EXPLICIT, Packing.NONE),
  DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN("1.2.840.10008.1.2.1.99", DEFLATED, Packing.NONE),
  EXPLICIT_VR_BIG_ENDIAN("1.2.840.10008.1.2.2", BIG_ENDIAN, Packing.NONE),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50", EXPLICIT, Packing.JPEG),
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51", EXPLICIT, Packing.JPEG),
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", EXPLICIT, Packing.JPEG),
  JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", EXPLICIT, Packing.JPEG),
  JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", EXPLICIT, Packing.JPEG),
  JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", EXPLICIT, Packing.JPEG),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", EXPLICIT, Packing.JPEG_2000),
  JPEG_2000("1.2.840.10008.1.2.4.91", EXPLICIT, Packing.JPEG_2000),
  HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", EXPLICIT, Packing.JPEG_2000),
  HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", EXPLICIT, Packing.JPEG_2000),
  HTJ2K("1.2.840.10008.1.2.4.203", EXPLICIT, Packing.JPEG_2000),
  MPEG2_MAIN("1.2.840.10008.1.2.4.100", EXPLICIT, Packing.VIDEO),
  MPEG2_HIGH("1.2.840.10008.1.2.4.101", EXPLICIT, Packing.VIDEO),
  H264_HIGH_4_1("1.2.840.10008.1.2.4.102", EXPLICIT, Packing.VIDEO),
  H264_BD_4_1("1.2.840.10008.1.2.4.103", EXPLICIT, Packing.VIDEO),
  H264_HIGH_4_2_2D("1.2.840.10008.1.2.4.104", EXPLICIT, Packing.VIDEO),
  H264_HIGH_4_2_3D("1.2.840.10008.1.2.4.105", EXPLICIT, Packing.VIDEO),
  H264_STEREO("1.2.840.10008.1.2.4.106", EXPLICIT, Packing.VIDEO),
  HEVC_MAIN("1.2.840.10008.1.2.4.107", EXPLICIT, Packing.VIDEO),
  HEVC_MAIN_10("1.2.840.10008.1.2.4.108", EXPLICIT, Packing.VIDEO),
  RLE_LOSSLESS("1.2.840.10008.1.2.5", EXPLICIT, Packing.RLE);

  /** The encoding of the elements after the meta information. */
  enum Form {
    IMPLICIT,
    EXPLICIT,
    DEFLATED,
    BIG_ENDIAN
  }

  private static final String READ =
      "It reads uncompressed files (also big endian and deflated), RLE, JPEG, JPEG Lossless,"
          + " JPEG-LS, JPEG 2000, HTJ2K, MPEG-2, H.264 and HEVC";

  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  /** The MPEG-4 syntaxes have variants for fragments of any size. */
  private static final String FRAGMENTABLE = ".1";

  private final String uid;
  final Form form;
  public final Packing packing;

  TransferSyntax(String uid, Form form, Packing packing) {
    this.uid = uid;
    this.form = form;
    this.packing = packing;
  }

  /**
   * The transfer syntax with this UID.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNSUPPORTED} if it is not supported
   */
  static TransferSyntax ofUid(String uid) {
    for (TransferSyntax syntax : values()) {
      boolean fragmentable =
          syntax.packing == Packing.VIDEO && uid.equals(syntax.uid + FRAGMENTABLE);
      if (syntax.uid.equals(uid) || fragmentable) {
        return syntax;
      }
    }
    String name =
        switch (uid) {
          case "1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112" ->
              "JPEG XL compression";
          case "1.2.840.10008.1.2.4.94",
              "1.2.840.10008.1.2.4.95",
              "1.2.840.10008.1.2.4.204",
              "1.2.840.10008.1.2.4.205" ->
              "pixels that are on a JPIP server and not in the file";
          case "1.2.840.10008.1.2.4.92", "1.2.840.10008.1.2.4.93" ->
              "JPEG 2000 multi-component compression";
          case "1.2.840.10008.1.2.6.1" -> "RFC 2557 MIME encapsulation";
          case "1.2.840.10008.1.2.8.1" -> "deflated image frames";
          default ->
              uid.startsWith("1.2.840.10008.1.2.4.")
                  ? "a retired or unusual JPEG process"
                  : "an unknown transfer syntax";
        };
    String quoted = UID.matcher(uid).matches() ? " (" + uid + ")" : "";
    throw unsupported(name + quoted);
  }

  /** The refusal of an encoding, with the list of supported encodings. */
  public static RuntimeException unsupported(String encoding) {
    return Refusal.unsupported(encoding + ". " + READ);
  }
}
