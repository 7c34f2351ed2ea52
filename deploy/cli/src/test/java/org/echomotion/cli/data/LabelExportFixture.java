package org.echomotion.cli.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.annotationweb.AnnotationWebReader;
import org.echomotion.activelearning.exchange.coco.CocoReader;
import org.echomotion.activelearning.exchange.cvat.CvatReader;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsReader;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioReader;
import org.echomotion.activelearning.exchange.nifti.NiftiReader;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationRole;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.FrameGeometry;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.common.v1.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the command with a format of another tool, and reads its files back. */
abstract class LabelExportFixture {

  /** Display frames of 400 x 300 pixels; their picture is rows 14 to 97 of the working frame. */
  static final FrameGeometry GEOMETRY =
      FrameGeometry.newBuilder()
          .setDisplayWidth(400)
          .setDisplayHeight(300)
          .setWorkingScale(0.28)
          .setOffsetY(14)
          .setFrameCount(20)
          .build();

  static final FrameSize SIZE = new FrameSize(400, 300);

  /** 28 x 56 working pixels from (28, 28): 100 x 200 display pixels from (100, 50). */
  static final List<Point> OUTLINE = rectangle(28, 28, 56, 84);

  static final int AREA = 100 * 200;

  @TempDir Path folder;

  final StringWriter said = new StringWriter();
  final StringWriter complained = new StringWriter();
  AnnotatedQueue queue;
  Path out;

  @BeforeEach
  void serve() throws IOException {
    out = folder.resolve("labels");
    queue = new AnnotatedQueue();
  }

  @AfterEach
  void stop() {
    queue.close();
  }

  int export(String format, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--server=" + queue.address());
    arguments.add("--format=" + format);
    arguments.add("--out=" + out);
    return new CommandLine(new ExportAnnotationsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(arguments.toArray(String[]::new));
  }

  InputStream file(String name) throws IOException {
    return new ByteArrayInputStream(Files.readAllBytes(out.resolve(name)));
  }

  List<LabelledFrame> read(LabelFormat format) throws IOException {
    ImportLimits limits = ImportLimits.DEFAULT;
    return switch (format) {
      case COCO, COCO_RLE -> CocoReader.read(file("annotations.json"), "unnamed", limits);
      case LABEL_STUDIO -> LabelStudioReader.read(file("tasks.json"), "unnamed", limits);
      case CVAT -> CvatReader.read(file("a.xml"), "unnamed", limits);
      case ANNOTATIONWEB ->
          AnnotationWebReader.read(file("annotations.yaml"), "unnamed", clip -> SIZE, limits);
      case ECHONET ->
          VolumeTracingsReader.read(file("VolumeTracings.csv"), "result", clip -> SIZE, limits);
      case NIFTI -> NiftiReader.read(file("a.nii.gz"), "a", SIZE, "result", limits);
      case PREPARED -> throw new IllegalArgumentException("no labels");
    };
  }

  static String words(LabelledFrame label) {
    return label.frame().clip()
        + " "
        + label.frame().index()
        + " "
        + label.reader()
        + (label.isOutlined() ? "" : " -");
  }

  static int area(LabelledFrame label) {
    int area = 0;
    for (boolean inside : CavityMask.of(label).inside()) {
      area += inside ? 1 : 0;
    }
    return area;
  }

  static QueuedFrame.Builder frame(String clip, int index) {
    return QueuedFrame.newBuilder()
        .setClipId(clip)
        .setFrameIndex(index)
        .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
        .addAllContour(OUTLINE)
        .setGeometry(GEOMETRY);
  }

  static Annotation.Builder reading(String annotator) {
    return Annotation.newBuilder()
        .setAnnotator(annotator)
        .setRole(AnnotationRole.ANNOTATION_ROLE_READER)
        .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
        .addAllContour(OUTLINE);
  }

  /** A rectangle between edges of working pixels. */
  static List<Point> rectangle(float left, float top, float right, float bottom) {
    return List.of(
        point(left - 0.5, top - 0.5),
        point(right - 0.5, top - 0.5),
        point(right - 0.5, bottom - 0.5),
        point(left - 0.5, bottom - 0.5));
  }

  static Point point(double x, double y) {
    return Point.newBuilder().setX((float) x).setY((float) y).build();
  }
}
