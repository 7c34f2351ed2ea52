package org.echomotion.ingest.dataset.published;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.echomotion.ingest.dataset.labelled.LabelledClip;
import org.echomotion.ingest.dataset.labelled.LabelledFrame;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.labelled.SplitDraw;
import org.echomotion.ingest.dataset.prepared.DatasetPreparation;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import org.echomotion.ingest.dataset.prepared.PreparationReport.Skipped;
import org.echomotion.ingest.dataset.prepared.PreparationRequest;
import org.echomotion.ingest.dataset.volume.VolumeFiles;
import org.echomotion.ingest.decode.EchoView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CamusReaderTest {

  /** Of 0.25 mm rows and 0.5 mm columns: the picture is as wide as it is high. */
  private static final int ROWS = 240;

  private static final int COLUMNS = 120;

  @TempDir Path folder;
  @TempDir Path out;

  @Test
  void readsMetaImagesAndNiftiAlike() throws IOException {
    Path mhd = patient("patient0001");
    Path nii = patient("patient0002");
    for (String phase : List.of("ED", "ES")) {
      byte[] mask = heart(phase.equals("ED") ? 30 : 24);
      metaImage(mhd, "patient0001_4CH_" + phase, fan(1));
      metaImage(mhd, "patient0001_4CH_" + phase + "_gt", mask);
      nifti(nii, "patient0002_4CH_" + phase, fan(1));
      nifti(nii, "patient0002_4CH_" + phase + "_gt", mask);
    }
    List<LabelledClip> clips = read().clips();
    assertEquals(2, clips.size());
    LabelledClip first = clips.get(0);
    LabelledClip second = clips.get(1);
    assertEquals("patient0001", first.subject());
    assertEquals(EchoView.A4C, first.view());
    assertEquals("Medium", first.quality());
    assertEquals("camus", first.source());
    assertEquals(0.25, first.cine().spacing().orElseThrow().rowMm());
    assertEquals(first.cine().spacing(), second.cine().spacing());
    assertEquals(
        List.of(Phase.ED, Phase.ES), first.frames().stream().map(LabelledFrame::phase).toList());
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(first.cine().frames().get(i), second.cine().frames().get(i));
      assertArrayEquals(
          first.frames().get(i).labels().orElseThrow(),
          second.frames().get(i).labels().orElseThrow());
    }
  }

  @Test
  void preparesOblongPixelsAtTheirTrueShape() throws IOException {
    Path patient = patient("patient0001");
    for (String phase : List.of("ED", "ES")) {
      metaImage(patient, "patient0001_4CH_" + phase, fan(phase.hashCode()));
      metaImage(patient, "patient0001_4CH_" + phase + "_gt", heart(30));
    }
    PreparationReport report =
        new DatasetPreparation(
                file -> {
                  throw new AssertionError("there is no video to decode");
                })
            .prepare(
                PreparationRequest.of(DatasetLayout.CAMUS, folder, out).withSplit(Split.TEST),
                (done, of) -> {});
    assertEquals(2, report.written());
    byte[] mask = GrayImages.read(out.resolve("masks/camus_patient0001_A4C_ED_0000.png")).pixels();
    int top = 112;
    int bottom = 0;
    int left = 112;
    int right = 0;
    for (int p = 0; p < mask.length; p++) {
      if (mask[p] == 1) {
        top = Math.min(top, p / 112);
        bottom = Math.max(bottom, p / 112);
        left = Math.min(left, p % 112);
        right = Math.max(right, p % 112);
      }
    }
    assertEquals(bottom - top, right - left, 1, "a circle in millimetres is one in working pixels");
  }

  @Test
  void readsEveryFrameOfALabelledHalfSequence() throws IOException {
    Path patient = patient("patient0001");
    byte[][] frames = {fan(1), fan(2), fan(3), fan(4)};
    byte[][] masks = {heart(24), heart(26), heart(28), heart(30)};
    VolumeFiles.nifti(
        patient.resolve("patient0001_4CH_half_sequence.nii.gz"), frames, ROWS, COLUMNS);
    VolumeFiles.nifti(
        patient.resolve("patient0001_4CH_half_sequence_gt.nii.gz"), masks, ROWS, COLUMNS);
    Files.writeString(patient.resolve("Info_4CH.cfg"), "ED: 4\nES: 1\nNbFrame: 4\n");
    LabelledClip clip = read().clips().get(0);
    assertEquals(
        List.of(Phase.ES, Phase.MID, Phase.MID, Phase.ED),
        clip.frames().stream().map(LabelledFrame::phase).toList());
    assertArrayEquals(masks[2], clip.frames().get(2).labels().orElseThrow());
    assertArrayEquals(frames[2], clip.cine().frames().get(2));
    assertEquals("unknown", clip.quality());
    Files.writeString(patient.resolve("Info_4CH.cfg"), "ED: 5\nES: 1\n");
    String why = read().skipped().get(0).why();
    assertTrue(why.startsWith("its Info file does not name an ED and an ES frame"), why);
    nifti(patient, "patient0001_4CH_ED", fan(1));
    nifti(patient, "patient0001_4CH_ED_gt", heart(30));
    assertEquals(1, read().clips().get(0).frames().size(), "the still is used instead");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ED: 4\nES: 1\n", "ed = 4.0\nes = 1.0\n", "Ed:4.\nEs:1.\n"})
  void readsAnInfoFileInAnySpelling(String info) throws IOException {
    Path patient = patient("patient0001");
    byte[][] frames = {fan(1), fan(2), fan(3), fan(4)};
    byte[][] masks = {heart(24), heart(26), heart(28), heart(30)};
    String stem = "patient0001_4CH_half_sequence";
    VolumeFiles.nifti(patient.resolve(stem + ".nii.gz"), frames, ROWS, COLUMNS);
    VolumeFiles.nifti(patient.resolve(stem + "_gt.nii.gz"), masks, ROWS, COLUMNS);
    Files.writeString(patient.resolve("Info_4CH.cfg"), info + "LVEF = 55.5\n");
    assertEquals(Phase.ED, read().clips().get(0).frames().get(3).phase());
    assertEquals(
        Map.of("patient0001", 55.5), CamusInfo.ejectionFractions(folder.resolve("database")));
  }

  @Test
  void takesTheSplitsThatTheSetStatesElseDrawsThemByPatient() throws IOException {
    for (String name : List.of("patient0001", "patient0002", "patient0003")) {
      Path patient = patient(name);
      metaImage(patient, name + "_2CH_ED", fan(1));
      metaImage(patient, name + "_2CH_ED_gt", heart(30));
    }
    Map<String, Split> drawn = splits();
    assertEquals(drawn, splits());
    Path split = Files.createDirectory(folder.resolve("database_split"));
    Files.writeString(split.resolve("subgroup_training.txt"), "patient0002\n");
    Files.writeString(split.resolve("subgroup_testing.txt"), "patient0001\n");
    assertEquals(Map.of("patient0001", Split.TEST, "patient0002", Split.TRAIN), splits());
    assertTrue(
        read().skipped().contains(new Skipped("patient0003 A2C", "no subgroup file names it")));
  }

  @Test
  void drawsTheStatedShareOfPatients() {
    int valid = 0;
    SplitDraw draw = new SplitDraw(0.2, 7);
    for (int i = 0; i < 5000; i++) {
      valid += draw.of("patient%04d".formatted(i)) == Split.VALID ? 1 : 0;
    }
    assertEquals(1000, valid, 100);
    assertEquals(Split.TRAIN, new SplitDraw(0, 7).of("patient0001"));
    assertEquals(Split.VALID, new SplitDraw(1, 7).of("patient0001"));
  }

  @Test
  void reportsWhatCannotBeUsedAndGoesOn() throws IOException {
    Path damaged = patient("patient0001");
    metaImage(damaged, "patient0001_4CH_ED", fan(1));
    metaImage(damaged, "patient0001_4CH_ED_gt", heart(30));
    Files.write(damaged.resolve("patient0001_4CH_ED.raw"), new byte[7]);
    metaImage(damaged, "patient0001_2CH_ED", fan(1));
    byte[] strange = heart(30);
    strange[0] = 9;
    metaImage(damaged, "patient0001_2CH_ED_gt", strange);
    Path good = patient("patient0002");
    metaImage(good, "patient0002_4CH_ES", fan(1));
    metaImage(good, "patient0002_4CH_ES_gt", heart(30));
    Heard heard = read();
    assertEquals(1, heard.clips().size());
    assertEquals(
        List.of(
            new Skipped(
                "patient0001 A4C",
                "patient0001_4CH_ED.mhd: it holds 7 bytes of samples where its header states "
                    + ROWS * COLUMNS),
            new Skipped(
                "patient0001 A2C", "patient0001_2CH_ED: its mask holds labels other than 0 to 3"),
            new Skipped("patient0002 A2C", "it has no labelled ED or ES frame")),
        heard.skipped());
  }

  @Test
  void saysThatAFolderHoldsNoPatients() {
    String message = assertThrows(IOException.class, this::read).getMessage();
    assertTrue(message.contains("holds no folder patientNNNN"), message);
  }

  private Map<String, Split> splits() throws IOException {
    return read().clips().stream()
        .collect(Collectors.toMap(LabelledClip::subject, LabelledClip::split));
  }

  private Heard read() throws IOException {
    Heard heard = new Heard();
    new CamusReader(SplitDraw.DEFAULT).read(folder, heard);
    return heard;
  }

  private Path patient(String name) throws IOException {
    Path patient = Files.createDirectories(folder.resolve("database").resolve(name));
    Files.writeString(patient.resolve("Info_4CH.cfg"), "ED: 1\nES: 9\nImageQuality: Medium\n");
    return patient;
  }

  private static void metaImage(Path folder, String stem, byte[] pixels) throws IOException {
    VolumeFiles.metaImage(folder, stem, pixels, ROWS, COLUMNS, 0.25, 0.5);
  }

  private static void nifti(Path folder, String stem, byte[] pixels) {
    try {
      VolumeFiles.nifti(folder.resolve(stem + ".nii.gz"), new byte[][] {pixels}, ROWS, COLUMNS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] fan(int seed) {
    byte[] image = new byte[ROWS * COLUMNS];
    for (int p = 0; p < image.length; p++) {
      double x = 2 * (p % COLUMNS - 60);
      double y = p / COLUMNS - 5;
      boolean inside = Math.hypot(x, y) < 225 && Math.abs(x) < 0.5 * y;
      image[p] = (byte) (inside ? 50 + Math.floorMod(p * 31 + seed * 47, 90) : 0);
    }
    return image;
  }

  /** A circle in millimetres: its radius in rows. */
  private static byte[] heart(int radius) {
    byte[] labels = new byte[ROWS * COLUMNS];
    for (int p = 0; p < labels.length; p++) {
      boolean inside = Math.hypot(2 * (p % COLUMNS - 60), p / COLUMNS - 130) <= radius;
      labels[p] = (byte) (inside ? 1 : 0);
    }
    return labels;
  }
}
