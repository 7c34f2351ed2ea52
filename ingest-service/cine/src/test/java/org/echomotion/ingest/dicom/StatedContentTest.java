package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.PixelRegion;
import org.echomotion.ingest.sector.Planes;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stated content of a file. */
class StatedContentTest {

  private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
  private static final int TISSUE = 1;
  private static final int COLOUR_FLOW = 2;

  /** Two frames that are lit everywhere. */
  private static final byte[][] LIT = lit();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.1.3.10, '', 'a DICOMDIR, an index of other files'",
    "1.2.840.10008.5.1.4.1.1.88.33, SR, a structured report",
    "1.2.840.10008.5.1.4.1.1.88.59, KO, a selection of other files",
    "1.2.840.10008.5.1.4.1.1.104.1, DOC, a document in a DICOM file",
    "1.2.840.10008.5.1.4.1.1.9.1.1, ECG, a recording of waveforms such as an ECG",
    "1.2.840.10008.5.1.4.1.1.12.1, XA, an X-ray angiography or fluoroscopy",
    "1.2.840.10008.5.1.4.1.1.2.1, US, a CT image",
    "1.2.840.10008.5.1.4.1.1.6.2, US, a three-dimensional ultrasound volume",
    "1.2.840.10008.5.1.4.1.1.7.4, XA, an X-ray angiography",
    "1.2.840.10008.5.1.4.1.1.3.1, MR, an MR image",
    "1.2.840.10008.5.1.4.1.1.3.1, IVUS, an intravascular ultrasound",
    "'', NM, a nuclear medicine image"
  })
  void refusesWhatIsStatedToBeSomethingElse(String sopClass, String modality, String what) {
    for (boolean pixels : new boolean[] {true, false}) {
      DicomWriter file = moving(DicomWriter.file(DicomWriter.EXPLICIT, sopClass, modality));
      EchoMotionException refusal =
          assertThrows(
              EchoMotionException.class,
              () -> DicomFiles.decode(folder, (pixels ? file.blackPixels() : file).bytes()));
      assertSame(IngestError.NOT_A_CINE, refusal.code());
      assertEquals(
          "The file is "
              + what
              + ", not an ultrasound cine. Upload the moving ultrasound clip"
              + " itself.",
          refusal.getMessage());
    }
  }

  @Test
  void refusesADirectoryWithoutASopClass() {
    DicomWriter file =
        DicomWriter.file(DicomWriter.EXPLICIT, "", "").ul(0x0004_1200, 400).ul(0x0004_1202, 400);
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> DicomFiles.decode(folder, file.bytes()));
    assertSame(IngestError.NOT_A_CINE, refusal.code());
  }

  @Test
  void readsSecondaryCapturesAndSaysWhereUltrasoundIsAssumed() {
    String capture = STORAGE + "7.4";
    assertEquals(List.of(), texts(DicomWriter.file(DicomWriter.EXPLICIT, capture, "US")));
    assertEquals(List.of(), texts(DicomWriter.file(DicomWriter.EXPLICIT, STORAGE + "3", "")));
    for (String modality : List.of("OT", "SC", "")) {
      assertEquals(
          List.of("The file does not state that it is ultrasound; ultrasound is assumed."),
          texts(DicomWriter.file(DicomWriter.EXPLICIT, capture, modality)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "399339008, SCT, Apical long axis",
    "399139001, SCT, Parasternal long axis",
    "130681, DCM, Apical four chamber RV Focused",
    "399306005, SCT, anything",
    "399306005, SCT, Apical four chamber",
    "local, 99LOCAL, Apical long axis",
    "local, 99LOCAL, PLAX",
    "local, 99LOCAL, Subcostal 4 chamber"
  })
  void namesAnotherViewThatTheCodeStates(String code, String scheme, String meaning) {
    DicomWriter file = moving(DicomWriter.file(DicomWriter.EXPLICIT));
    DicomWriter item =
        file.item()
            .text(0x0008_0100, "SH", code)
            .text(0x0008_0102, "SH", scheme)
            .text(0x0008_0104, "LO", meaning);
    assertOther(decode(file.sequence(0x0054_0220, true, item)));
  }

  @ParameterizedTest
  @CsvSource({
    "A3C",
    "APLAX",
    "ALAX",
    "Apical 3 chamber",
    "A5C",
    "PSAX",
    "PLAX",
    "RV focused 4CH",
    "sub-costal",
    "TEE 4CH"
  })
  void namesAnotherViewThatTheNameStates(String name) {
    assertOther(
        decode(moving(DicomWriter.file(DicomWriter.EXPLICIT)).text(0x0008_2127, "SH", name)));
  }

  @Test
  void saysNothingOfTheTwoViewsAndOfNamesThatMeanNothing() {
    for (String name : List.of("A4C", "AP 2CH", "clip 12", "REST", "4-chamber")) {
      assertEquals(
          List.of(),
          decode(moving(DicomWriter.file(DicomWriter.EXPLICIT)).text(0x0008_2127, "SH", name))
              .remarks());
    }
    DicomWriter file = moving(DicomWriter.file(DicomWriter.EXPLICIT));
    DicomWriter item =
        file.item().text(0x0008_0100, "SH", "399214001").text(0x0008_0102, "SH", "SCT");
    Cine cine = decode(file.sequence(0x0054_0220, true, item));
    assertEquals(Optional.of(EchoView.A4C), cine.view());
    assertEquals(List.of(), cine.remarks());
  }

  @Test
  void withholdsWhereColourCoversTheVentricle() {
    Cine cine = regions(region(TISSUE, 0, 0, 99, 99), region(COLOUR_FLOW, 30, 10, 70, 60));
    Remark remark = cine.remarks().get(0);
    assertSame(Remark.Property.CONTENT, remark.property());
    assertTrue(remark.withholds());
    assertEquals(
        "The file states colour Doppler over the ventricle, which hides its border.",
        remark.text());
    assertTrue(regions(region(COLOUR_FLOW, 0, 0, 99, 99)).remarks().get(0).withholds());
  }

  @Test
  void onlyMentionsColourBesideTheVentricle() {
    Cine cine = regions(region(TISSUE, 0, 0, 99, 99), region(COLOUR_FLOW, 40, 70, 60, 95));
    assertEquals(
        List.of("The file states colour Doppler over a part of the tissue."),
        cine.remarks().stream().map(Remark::text).toList());
    assertTrue(!cine.remarks().get(0).withholds());
    DicomWriter gray = moving(DicomWriter.file(DicomWriter.EXPLICIT)).us(0x0028_0014, 0);
    gray.sequence(
        0x0018_6011, true, region(TISSUE, 0, 0, 99, 99), region(COLOUR_FLOW, 0, 0, 99, 99));
    assertEquals(List.of(), decode(gray).remarks());
  }

  @Test
  void splitsTwoStatedTissuePicturesSideBySide() {
    List<Cine> planes =
        Planes.of(regions(region(TISSUE, 50, 0, 99, 99), region(TISSUE, 0, 0, 48, 99)));
    assertEquals(2, planes.size());
    assertPlane("left", new PixelRegion(0, 0, 49, 100), planes.get(0));
    assertPlane("right", new PixelRegion(50, 0, 50, 100), planes.get(1));
    Cine twice = regions(region(TISSUE, 0, 0, 99, 99), region(TISSUE, 0, 0, 99, 99));
    assertEquals(List.of(), twice.planes());
    assertEquals(List.of(), twice.remarks());
  }

  @Test
  void splitsTwoStatedTissuePicturesAboveEachOther() {
    List<Cine> planes =
        Planes.of(regions(region(TISSUE, 0, 50, 99, 99), region(TISSUE, 4, 0, 99, 48)));
    assertEquals(2, planes.size());
    assertPlane("upper", new PixelRegion(4, 0, 96, 49), planes.get(0));
    assertPlane("lower", new PixelRegion(0, 50, 100, 50), planes.get(1));
  }

  private static void assertPlane(String place, PixelRegion region, Cine plane) {
    assertEquals(region.width(), plane.columns());
    assertEquals(region.height(), plane.rows());
    assertArrayEquals(region.cropped(LIT[1], 100), plane.frames().get(1));
    assertEquals(
        List.of("The picture shows two planes. This is the " + place + " one."),
        plane.remarks().stream().map(Remark::text).toList());
  }

  @Test
  void withholdsWhereTheFileStatesThreeTissuePictures() {
    Cine cine =
        regions(
            region(TISSUE, 0, 0, 48, 48),
            region(TISSUE, 50, 0, 99, 48),
            region(TISSUE, 0, 50, 48, 99));
    assertEquals(3, cine.planes().size());
    List<Cine> one = Planes.of(cine);
    assertEquals(1, one.size());
    assertEquals(List.of(true), one.get(0).remarks().stream().map(Remark::withholds).toList());
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class, () -> CineRecipe.STANDARD.decode(folder.resolve("cine")));
    assertSame(IngestError.TWO_PLANES, refused.code());
  }

  @Test
  void mentionsColourOfThePlaneThatItCoversOnly() {
    List<Cine> planes =
        Planes.of(
            regions(
                region(TISSUE, 0, 0, 48, 99),
                region(TISSUE, 50, 0, 99, 99),
                region(COLOUR_FLOW, 0, 0, 48, 70)));
    assertEquals(List.of(true, false), withheld(planes.get(0)));
    assertEquals(List.of(false), withheld(planes.get(1)));
  }

  private static List<Boolean> withheld(Cine cine) {
    return cine.remarks().stream().map(Remark::withholds).toList();
  }

  @Test
  void refusesTwoPlanesWhereOneIsNeeded() {
    byte[] file =
        moving(DicomWriter.file(DicomWriter.EXPLICIT))
            .sequence(
                0x0018_6011, true, region(TISSUE, 0, 0, 48, 99), region(TISSUE, 50, 0, 99, 99))
            .pixels(LIT)
            .bytes();
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class,
            () -> CineRecipe.STANDARD.decode(DicomFiles.write(folder, file)));
    assertSame(IngestError.TWO_PLANES, refused.code());
  }

  @Test
  void withholdsTwoStatedTissuePicturesOfDifferentScale() {
    Cine cine = regions(region(TISSUE, 0, 0, 48, 99), region(TISSUE, 50, 0, 99, 99, 0.2));
    assertEquals(List.of(), cine.planes());
    assertEquals(List.of(true), cine.remarks().stream().map(Remark::withholds).toList());
  }

  @Test
  void readsAnotherModalityIfTheCallerInsists() {
    DicomWriter angiography = DicomWriter.file(DicomWriter.EXPLICIT).text(0x0008_0060, "CS", "XA");
    Cine cine =
        new DicomDecoder(true)
            .decode(
                DicomFiles.write(folder, moving(angiography).blackPixels().bytes()),
                DecodeLimits.DEFAULT);
    assertEquals(
        List.of(
            "The file states that it is an X-ray angiography. The caller asked to measure it as an"
                + " ultrasound cine."),
        cine.remarks().stream().map(Remark::text).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.1.3.10, ''",
    "1.2.840.10008.5.1.4.1.1.88.33, SR",
    "1.2.840.10008.5.1.4.1.1.88.59, KO",
    "1.2.840.10008.5.1.4.1.1.11.1, PR",
    "1.2.840.10008.5.1.4.1.1.104.1, DOC",
    "1.2.840.10008.5.1.4.1.1.9.1.1, ECG",
    "1.2.840.10008.5.1.4.1.1.6.2, US",
    "1.2.840.10008.5.1.4.1.1.13.1.1, XA",
    "1.2.840.10008.5.1.4.1.1.66.4, SEG",
    "1.2.840.10008.5.1.4.1.1.12.1, SR",
    "'', PR",
    "'', HD"
  })
  void refusesWhatIsNoPictureEvenIfTheCallerInsists(String sopClass, String modality) {
    byte[] file =
        moving(DicomWriter.file(DicomWriter.EXPLICIT, sopClass, modality)).pixels(LIT).bytes();
    CineRecipe insists = CineRecipe.STANDARD.withOtherModality(true);
    EchoMotionException refusal =
        assertThrows(
            EchoMotionException.class, () -> insists.decode(DicomFiles.write(folder, file)));
    assertSame(IngestError.NOT_A_CINE, refusal.code());
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.5.1.4.1.1.12.1, XA",
    "1.2.840.10008.5.1.4.1.1.4.1, MR",
    "1.2.840.10008.5.1.4.1.1.2.1, CT",
    "1.2.840.10008.5.1.4.1.1.7.4, OT",
    "1.2.840.10008.5.1.4.1.1.3.1, IVUS"
  })
  void readsPicturesOfOtherModalitiesIfTheCallerInsists(String sopClass, String modality) {
    byte[] file =
        moving(DicomWriter.file(DicomWriter.EXPLICIT, sopClass, modality)).pixels(LIT).bytes();
    CineRecipe insists = CineRecipe.STANDARD.withOtherModality(true);
    assertEquals(1, insists.decode(DicomFiles.write(folder, file)).remarks().size());
  }

  private static void assertOther(Cine cine) {
    assertEquals(Optional.of(EchoView.OTHER), cine.view());
    assertEquals(1, cine.remarks().size());
    assertSame(Remark.Property.CONTENT, cine.remarks().get(0).property());
    assertFalse(cine.remarks().get(0).withholds());
  }

  private List<String> texts(DicomWriter file) {
    return decode(moving(file)).remarks().stream().map(Remark::text).toList();
  }

  private static DicomWriter moving(DicomWriter file) {
    return file.text(0x0018_1063, "DS", "20").image("MONOCHROME2", 1, 2, 100, 100, 8);
  }

  private Cine regions(DicomWriter... regions) {
    DicomWriter file =
        moving(DicomWriter.file(DicomWriter.EXPLICIT)).sequence(0x0018_6011, true, regions);
    return DicomFiles.decode(folder, file.pixels(LIT).bytes());
  }

  private static byte[][] lit() {
    Random random = new Random(5);
    byte[][] frames = new byte[2][100 * 100];
    for (byte[] frame : frames) {
      for (int p = 0; p < frame.length; p++) {
        frame[p] = (byte) (40 + random.nextInt(150));
      }
    }
    return frames;
  }

  private static DicomWriter region(int type, int x0, int y0, int x1, int y1) {
    return region(type, x0, y0, x1, y1, 0.1);
  }

  private static DicomWriter region(int type, int x0, int y0, int x1, int y1, double centimetres) {
    return DicomWriter.file(DicomWriter.EXPLICIT)
        .item()
        .us(0x0018_6012, 1)
        .us(0x0018_6014, type)
        .ul(0x0018_6018, x0)
        .ul(0x0018_601A, y0)
        .ul(0x0018_601C, x1)
        .ul(0x0018_601E, y1)
        .us(0x0018_6024, 3)
        .us(0x0018_6026, 3)
        .fd(0x0018_602C, centimetres)
        .fd(0x0018_602E, centimetres);
  }

  private Cine decode(DicomWriter file) {
    return DicomFiles.decode(folder, file.blackPixels().bytes());
  }
}
