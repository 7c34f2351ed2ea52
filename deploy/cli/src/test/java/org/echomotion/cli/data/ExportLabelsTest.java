package org.echomotion.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.activelearning.exchange.coco.CocoReader;
import org.echomotion.activelearning.exchange.cvat.CvatReader;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CardiacPhase;
import org.echomotion.contract.activelearning.v1.FrameQuality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels for other tools: each format, its files, and what is refused. */
class ExportLabelsTest extends LabelExportFixture {

  /** Frame 3 of clip a with two readers, and frame 9 that its only reader found not assessable. */
  private void twoReadersAndNotAssessable() {
    queue.frames.add(
        frame("a", 3)
            .setPhase(CardiacPhase.CARDIAC_PHASE_END_SYSTOLE)
            .addAnnotations(reading("anna").setQuality(FrameQuality.FRAME_QUALITY_FAIR))
            .addAnnotations(reading("ben"))
            .build());
    AnnotationVerdict verdict = AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE;
    queue.frames.add(
        frame("a", 9)
            .clearContour()
            .setVerdict(verdict)
            .addAnnotations(reading("anna").clearContour().setVerdict(verdict))
            .build());
  }

  @Test
  void cocoHasEveryReaderAndTheResultInDisplayPixels() throws IOException {
    twoReadersAndNotAssessable();
    assertEquals(ExitCode.OK, export("coco"), complained::toString);
    assertEquals(
        """
        Not kept by coco: control points, and phase and quality of frames that are not assessable.
        Wrote 2 frames, left out 0 labels.
        """,
        said.toString());
    List<LabelledFrame> labels =
        CocoReader.read(file("annotations.json"), "unnamed", ImportLimits.DEFAULT);
    assertEquals(
        List.of("a 9 result -", "a 9 anna -", "a 3 result", "a 3 anna", "a 3 ben"),
        labels.stream().map(LabelExportFixture::words).toList());
    LabelledFrame result = labels.get(2);
    assertEquals(SIZE, result.frame().size());
    assertEquals(Optional.of(Phase.ES), result.phase());
    assertEquals(Optional.empty(), result.imageQuality());
    assertEquals(Optional.of(ImageQuality.MEDIUM), labels.get(3).imageQuality());
    // (28 - 0.5 + 0.5) / 0.28 - 0.5 and (28 - 0.5 + 0.5 - 14) / 0.28 - 0.5.
    assertEquals(99.5, result.outline().get(0).x(), 1e-4);
    assertEquals(49.5, result.outline().get(0).y(), 1e-4);
    assertEquals(199.5, result.outline().get(2).x(), 1e-4);
    assertEquals(249.5, result.outline().get(2).y(), 1e-4);
  }

  @ParameterizedTest
  @EnumSource(
      value = LabelFormat.class,
      names = {"PREPARED"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyFormatIsReadBack(LabelFormat format) throws IOException {
    twoReadersAndNotAssessable();
    assertEquals(ExitCode.OK, export(format.toString()), complained::toString);
    List<LabelledFrame> labels = read(format);
    assertEquals(
        switch (format) {
          case CVAT -> List.of("a 3 anna", "a 3 ben", "a 3 result");
          case ECHONET, NIFTI -> List.of("a 3 result");
          default -> List.of("a 3 anna", "a 3 ben", "a 3 result", "a 9 anna -", "a 9 result -");
        },
        labels.stream().map(LabelExportFixture::words).sorted().toList());
    LabelledFrame result =
        labels.stream()
            .filter(label -> words(label).equals("a 3 result"))
            .findFirst()
            .orElseThrow();
    // The chords of echonet leave out the tip of the outline and a strip at its base.
    assertEquals(AREA, area(result), AREA * (format == LabelFormat.ECHONET ? 0.06 : 0.01));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cvat", "echonet", "nifti"})
  void listsTheFramesThatTheFormatDoesNotKeep(String format) {
    twoReadersAndNotAssessable();
    assertEquals(ExitCode.OK, export(format));
    assertTrue(said.toString().startsWith("left out frame 9 of clip a"), said::toString);
    assertTrue(said.toString().contains(": it is not assessable\n"), said::toString);
  }

  @Test
  void leavesOutAClipThatIsTooLongForNifti() {
    queue.frames.add(frame("a", 3).build());
    queue.frames.add(frame("b", 3).setGeometry(GEOMETRY.toBuilder().setFrameCount(40_000)).build());
    assertEquals(ExitCode.OK, export("nifti"), complained::toString);
    assertTrue(
        said.toString()
            .startsWith("left out frame 3 of clip b: its clip has more than 32767 frames\n"),
        said::toString);
    assertTrue(said.toString().endsWith("Wrote 1 frames, left out 1 labels.\n"), said::toString);
    assertTrue(Files.exists(out.resolve("a.nii.gz")));
    assertTrue(Files.notExists(out.resolve("b.nii.gz")));
  }

  @Test
  void writesOnlyTheResultsIfAsked() throws IOException {
    twoReadersAndNotAssessable();
    assertEquals(ExitCode.OK, export("label-studio", "--readers=result"));
    assertEquals(
        List.of("a 3 result", "a 9 result -"),
        read(LabelFormat.LABEL_STUDIO).stream().map(LabelExportFixture::words).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"prepared", "echonet", "nifti"})
  void refusesSeveralReadersWhereTheFormatHasOne(String format) {
    assertEquals(ExitCode.USAGE, export(format, "--readers=all"));
    assertTrue(
        complained
            .toString()
            .startsWith(
                "--format " + format + " has one outline for each frame. Use --readers result.\n"),
        complained::toString);
  }

  @Test
  void writesOneFileForEachClip() throws IOException {
    queue.frames.add(frame("a", 3).build());
    queue.frames.add(frame("b", 0).build());
    queue.frames.add(frame("a", 4).build());
    assertEquals(ExitCode.OK, export("cvat"));
    assertTrue(said.toString().endsWith("Wrote 3 frames, left out 0 labels.\n"), said::toString);
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of("a.xml", "b.xml"), files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    assertEquals(
        List.of("a 3 result", "a 4 result"),
        CvatReader.read(file("a.xml"), "unnamed", ImportLimits.DEFAULT).stream()
            .map(LabelExportFixture::words)
            .toList());
  }

  @Test
  void refusesAFolderThatIsNotEmpty() throws IOException {
    queue.frames.add(frame("a", 3).build());
    Files.createDirectories(out);
    Files.writeString(out.resolve("annotations.json"), "mine");
    assertEquals(ExitCode.USAGE, export("coco"));
    assertTrue(
        complained
            .toString()
            .startsWith(out + " is not an empty folder. Choose another one with --out.\n"),
        complained::toString);
    assertEquals("mine", Files.readString(out.resolve("annotations.json")));
  }

  @Test
  void saysThatThereIsNothingToWrite() {
    assertEquals(ExitCode.UNREADABLE, export("nifti"));
    assertEquals("There is no annotated frame that has a result.\n", complained.toString());
    queue.frames.add(frame("b", 1).clearGeometry().build());
    assertEquals(ExitCode.UNREADABLE, export("nifti"));
    assertEquals(
        """
        left out frame 1 of clip b: the size of its frames is unknown
        Wrote 0 frames, left out 1 labels.
        """,
        said.toString());
    assertTrue(Files.notExists(out));
  }
}
