package org.echomotion.ingest.dicom.stated;

import static org.echomotion.remark.Remark.Basis.ASSUMED;
import static org.echomotion.remark.Remark.Basis.STATED;
import static org.echomotion.remark.Remark.Property.CONTENT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.ingest.dicom.parse.Refusal;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/**
 * The stated content of a file, from its SOP class (DICOM PS3.4, annex B.5, and PS3.3, annex F) and
 * its modality (PS3.3, C.7.3.1.1.1).
 */
public final class StatedContent {

  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";

  /** Ultrasound and ultrasound multi-frame, each with its current and retired UID. */
  private static final List<String> ULTRASOUND =
      List.of(STORAGE + "3", STORAGE + "3.1", STORAGE + "6", STORAGE + "6.1");

  /** Storage classes of other content; the longest matching prefix applies. */
  private static final Map<String, Other> OTHER_CLASSES = otherClasses();

  private static final Map<String, Other> OTHER_MODALITIES =
      Map.ofEntries(
          Map.entry("CT", picture("a CT image")),
          Map.entry("MR", picture("an MR image")),
          Map.entry("XA", picture("an X-ray angiography")),
          Map.entry("RF", picture("an X-ray fluoroscopy")),
          Map.entry("DX", picture("a digital X-ray")),
          Map.entry("CR", picture("a computed radiography")),
          Map.entry("DR", picture("a digital X-ray")),
          Map.entry("RG", picture("a conventional X-ray")),
          Map.entry("MG", picture("a mammography")),
          Map.entry("NM", picture("a nuclear medicine image")),
          Map.entry("PT", picture("a PET image")),
          Map.entry("OCT", picture("an optical coherence tomography")),
          Map.entry("OPT", picture("an optical coherence tomography")),
          Map.entry("OP", picture("an ophthalmic photograph")),
          Map.entry("ES", picture("an endoscopy")),
          Map.entry("XC", picture("a photograph or video of a camera")),
          Map.entry("GM", picture("a microscopy")),
          Map.entry("SM", picture("a slide microscopy")),
          Map.entry("IVUS", picture("an intravascular ultrasound")),
          Map.entry("IVOCT", picture("an intravascular optical coherence tomography")),
          Map.entry("ECG", noPicture("an ECG")),
          Map.entry("HD", noPicture("a record of blood pressures")),
          Map.entry("SR", noPicture("a structured report")),
          Map.entry("KO", noPicture("a selection of other files")),
          Map.entry("PR", noPicture("a presentation state")),
          Map.entry("DOC", noPicture("a document")),
          Map.entry("SEG", noPicture("a segmentation")),
          Map.entry("REG", noPicture("a registration")),
          Map.entry("RTDOSE", noPicture("a radiotherapy dose")),
          Map.entry("RTIMAGE", noPicture("a radiotherapy image")));

  /** Ultrasound, and its retired names: echocardiography, colour and duplex Doppler. */
  private static final List<String> ULTRASOUND_MODALITIES = List.of("US", "EC", "CD", "DD");

  private StatedContent() {}

  /**
   * Content other than ultrasound.
   *
   * @param name for the message
   * @param isPicture whether it is a picture, which the caller may accept
   */
  private record Other(String name, boolean isPicture) {}

  private static Other picture(String name) {
    return new Other(name, true);
  }

  private static Other noPicture(String name) {
    return new Other(name, false);
  }

  private static Map<String, Other> otherClasses() {
    Map<String, Other> classes = new LinkedHashMap<>();
    classes.put("1.2.840.10008.1.3.10", noPicture("a DICOMDIR, an index of other files"));
    classes.put(STORAGE + "1", picture("a computed or digital X-ray"));
    classes.put(STORAGE + "1.2", picture("a mammography"));
    classes.put(STORAGE + "2", picture("a CT image"));
    classes.put(STORAGE + "4", picture("an MR image"));
    classes.put(STORAGE + "6.2", noPicture("a three-dimensional ultrasound volume"));
    classes.put(STORAGE + "9", noPicture("a recording of waveforms such as an ECG"));
    classes.put(STORAGE + "11", noPicture("a presentation state"));
    classes.put(STORAGE + "12", picture("an X-ray angiography or fluoroscopy"));
    classes.put(STORAGE + "13", noPicture("a three-dimensional X-ray image"));
    classes.put(STORAGE + "14", picture("an intravascular optical coherence tomography"));
    classes.put(STORAGE + "20", picture("a nuclear medicine image"));
    classes.put(STORAGE + "30", noPicture("a parametric map"));
    classes.put(STORAGE + "66", noPicture("raw data, a registration or a segmentation"));
    classes.put(STORAGE + "77.1.5", picture("an ophthalmic image"));
    classes.put(STORAGE + "77.1.6", picture("a slide microscopy"));
    classes.put(STORAGE + "88", noPicture("a structured report"));
    classes.put(STORAGE + "88.59", noPicture("a selection of other files"));
    classes.put(STORAGE + "104", noPicture("a document in a DICOM file"));
    classes.put(STORAGE + "128", picture("a PET image"));
    classes.put(STORAGE + "130", picture("a PET image"));
    classes.put(STORAGE + "481", noPicture("a radiotherapy plan, dose or image"));
    return classes;
  }

  /**
   * Refuses a file whose stated content is not ultrasound.
   *
   * @param otherModality whether pictures of another modality are accepted; reports, waveforms,
   *     volumes and other content are refused nevertheless
   * @throws org.echomotion.error.EchoMotionException {@code NOT_A_CINE}
   */
  public static void require(DataSet attributes, boolean otherModality) {
    if (attributes.number(Attribute.FIRST_DIRECTORY_RECORD).isPresent()) {
      throw Refusal.notACine("a DICOMDIR, an index of other files");
    }
    Optional<Other> refused =
        others(attributes).filter(other -> !(otherModality && other.isPicture())).findFirst();
    if (refused.isPresent()) {
      throw Refusal.notACine(refused.get().name());
    }
  }

  /** The other content that the SOP class states, then the one that the modality states. */
  private static Stream<Other> others(DataSet attributes) {
    return Stream.concat(
        sopClass(attributes).flatMap(StatedContent::otherClass).stream(),
        Optional.ofNullable(OTHER_MODALITIES.get(modality(attributes))).stream());
  }

  /** A remark unless SOP class or modality states ultrasound. */
  public static List<Remark> remarks(DataSet attributes) {
    Optional<Other> other = others(attributes).findFirst();
    if (other.isPresent()) {
      return List.of(
          new Remark(CONTENT, STATED, SentenceCode.OTHER_CONTENT.text(other.get().name())));
    }
    boolean stated =
        ULTRASOUND_MODALITIES.contains(modality(attributes))
            || sopClass(attributes).filter(ULTRASOUND::contains).isPresent();
    return stated
        ? List.of()
        : List.of(new Remark(CONTENT, ASSUMED, SentenceCode.ULTRASOUND_ASSUMED.text()));
  }

  private static Optional<Other> otherClass(String uid) {
    return OTHER_CLASSES.entrySet().stream()
        .filter(each -> uid.equals(each.getKey()) || uid.startsWith(each.getKey() + "."))
        .reduce((shorter, longer) -> longer)
        .map(Map.Entry::getValue);
  }

  private static Optional<String> sopClass(DataSet attributes) {
    return attributes
        .text(Attribute.SOP_CLASS_UID)
        .or(() -> attributes.text(Attribute.MEDIA_STORAGE_SOP_CLASS_UID));
  }

  private static String modality(DataSet attributes) {
    return attributes.text(Attribute.MODALITY).orElse("").toUpperCase(Locale.ROOT);
  }
}
