package org.echomotion.ingest.dicom.stated;

import static org.echomotion.remark.Remark.Basis.ASSUMED;
import static org.echomotion.remark.Remark.Basis.STATED;
import static org.echomotion.remark.Remark.Property.CONTENT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.ingest.dicom.parse.Refusal;
import org.echomotion.remark.Remark;

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
  private static final Map<String, String> OTHER_CLASSES = otherClasses();

  private static final Map<String, String> OTHER_MODALITIES =
      Map.ofEntries(
          Map.entry("CT", "a CT image"),
          Map.entry("MR", "an MR image"),
          Map.entry("XA", "an X-ray angiography"),
          Map.entry("RF", "an X-ray fluoroscopy"),
          Map.entry("DX", "a digital X-ray"),
          Map.entry("CR", "a computed radiography"),
          Map.entry("DR", "a digital X-ray"),
          Map.entry("RG", "a conventional X-ray"),
          Map.entry("MG", "a mammography"),
          Map.entry("NM", "a nuclear medicine image"),
          Map.entry("PT", "a PET image"),
          Map.entry("OCT", "an optical coherence tomography"),
          Map.entry("OPT", "an optical coherence tomography"),
          Map.entry("OP", "an ophthalmic photograph"),
          Map.entry("ES", "an endoscopy"),
          Map.entry("XC", "a photograph or video of a camera"),
          Map.entry("GM", "a microscopy"),
          Map.entry("SM", "a slide microscopy"),
          Map.entry("IVUS", "an intravascular ultrasound"),
          Map.entry("IVOCT", "an intravascular optical coherence tomography"),
          Map.entry("ECG", "an ECG"),
          Map.entry("HD", "a record of blood pressures"),
          Map.entry("SR", "a structured report"),
          Map.entry("KO", "a selection of other files"),
          Map.entry("PR", "a presentation state"),
          Map.entry("DOC", "a document"),
          Map.entry("SEG", "a segmentation"),
          Map.entry("REG", "a registration"),
          Map.entry("RTDOSE", "a radiotherapy dose"),
          Map.entry("RTIMAGE", "a radiotherapy image"));

  /** Ultrasound, and its retired names: echocardiography, colour and duplex Doppler. */
  private static final List<String> ULTRASOUND_MODALITIES = List.of("US", "EC", "CD", "DD");

  private StatedContent() {}

  private static Map<String, String> otherClasses() {
    Map<String, String> classes = new LinkedHashMap<>();
    classes.put("1.2.840.10008.1.3.10", "a DICOMDIR, an index of other files");
    classes.put(STORAGE + "1", "a computed or digital X-ray");
    classes.put(STORAGE + "1.2", "a mammography");
    classes.put(STORAGE + "2", "a CT image");
    classes.put(STORAGE + "4", "an MR image");
    classes.put(STORAGE + "6.2", "a three-dimensional ultrasound volume");
    classes.put(STORAGE + "9", "a recording of waveforms such as an ECG");
    classes.put(STORAGE + "11", "a presentation state");
    classes.put(STORAGE + "12", "an X-ray angiography or fluoroscopy");
    classes.put(STORAGE + "13", "a three-dimensional X-ray image");
    classes.put(STORAGE + "14", "an intravascular optical coherence tomography");
    classes.put(STORAGE + "20", "a nuclear medicine image");
    classes.put(STORAGE + "30", "a parametric map");
    classes.put(STORAGE + "66", "raw data, a registration or a segmentation");
    classes.put(STORAGE + "77.1.5", "an ophthalmic image");
    classes.put(STORAGE + "77.1.6", "a slide microscopy");
    classes.put(STORAGE + "88", "a structured report");
    classes.put(STORAGE + "88.59", "a selection of other files");
    classes.put(STORAGE + "104", "a document in a DICOM file");
    classes.put(STORAGE + "128", "a PET image");
    classes.put(STORAGE + "130", "a PET image");
    classes.put(STORAGE + "481", "a radiotherapy plan, dose or image");
    return classes;
  }

  /**
   * Refuses a file whose stated content is not ultrasound.
   *
   * @param otherModality whether images of another modality are accepted
   * @throws org.echomotion.error.EchoMotionException {@code NOT_A_CINE}
   */
  public static void require(DataSet attributes, boolean otherModality) {
    if (attributes.number(Attribute.FIRST_DIRECTORY_RECORD).isPresent()) {
      throw Refusal.notACine("a DICOMDIR, an index of other files");
    }
    Optional<String> other = other(attributes);
    if (other.isPresent() && !otherModality) {
      throw Refusal.notACine(other.get());
    }
  }

  private static Optional<String> other(DataSet attributes) {
    return sopClass(attributes)
        .flatMap(StatedContent::otherClass)
        .or(() -> Optional.ofNullable(OTHER_MODALITIES.get(modality(attributes))));
  }

  /** A remark unless SOP class or modality states ultrasound. */
  public static List<Remark> remarks(DataSet attributes) {
    Optional<String> other = other(attributes);
    if (other.isPresent()) {
      return List.of(
          new Remark(
              CONTENT,
              STATED,
              "The file states that it is "
                  + other.get()
                  + ". The caller asked to measure it as an ultrasound cine."));
    }
    boolean stated =
        ULTRASOUND_MODALITIES.contains(modality(attributes))
            || sopClass(attributes).filter(ULTRASOUND::contains).isPresent();
    return stated
        ? List.of()
        : List.of(
            new Remark(
                CONTENT,
                ASSUMED,
                "The file does not state that it is ultrasound; ultrasound is assumed."));
  }

  private static Optional<String> otherClass(String uid) {
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
