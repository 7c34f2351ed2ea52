package org.echomotion.ingest.dicom.parse;

import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;

/**
 * Why a DICOM file is refused. Reasons are fixed sentences and numbers: no text of the file goes
 * into them, since any text of the file could name the patient.
 */
public final class Refusal {

  private Refusal() {}

  public static EchoMotionException unreadable(String reason) {
    return new EchoMotionException(IngestError.UNREADABLE, "DICOM", reason);
  }

  public static EchoMotionException truncated() {
    return unreadable("it ends in the middle of a value");
  }

  public static EchoMotionException unsupported(String feature) {
    return new EchoMotionException(IngestError.UNSUPPORTED, "DICOM", feature);
  }

  /**
   * Refuses a file that is not a cine.
   *
   * @param what the kind of file, such as "a structured report"
   */
  public static EchoMotionException notACine(String what) {
    return new EchoMotionException(IngestError.NOT_A_CINE, what);
  }

  public static EchoMotionException tooLarge(String what) {
    return new EchoMotionException(IngestError.TOO_LARGE, what);
  }
}
