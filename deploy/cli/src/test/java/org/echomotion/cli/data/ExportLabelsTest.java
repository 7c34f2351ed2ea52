package org.echomotion.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.activelearning.exchange.CavityMask;
import org.echomotion.activelearning.exchange.FrameSize;
import org.echomotion.activelearning.exchange.ImageQuality;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.Phase;
import org.echomotion.activelearning.exchange.annotationweb.AnnotationWebReader;
import org.echomotion.activelearning.exchange.coco.CocoReader;
import org.echomotion.activelearning.exchange.cvat.CvatReader;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsReader;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioReader;
import org.echomotion.activelearning.exchange.nifti.NiftiReader;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationRole;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CardiacPhase;
import org.echomotion.contract.activelearning.v1.ControlPoint;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.FrameGeometry;
import org.echomotion.contract.activelearning.v1.FrameQuality;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.ListFramesResponse;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.ReviewServiceGrpc;
import org.echomotion.contract.common.v1.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Labels for other tools, from a server that speaks the queue's contract. */
class ExportLabelsTest {

  /** Display frames of 400 x 300 pixels; their picture is rows 14 to 97 of the working frame. */
  private static final FrameGeometry GEOMETRY =
      FrameGeometry.newBuilder()
          .setDisplayWidth(400)
          .setDisplayHeight(300)
          .setWorkingScale(0.28)
          .setOffsetY(14)
          .setFrameCount(20)
          .build();

  private static final FrameSize SIZE = new FrameSize(400, 300);

  /** 28 x 56 working pixels from (28, 28): 100 x 200 display pixels from (100, 50). */
  private static final List<Point> OUTLINE = rectangle(28, 28, 56, 84);

  private static final int AREA = 100 * 200;

  @TempDir Path folder;

  private final List<QueuedFrame> frames = new ArrayList<>();
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();
  private Server server;
  private Path out;

  @BeforeEach
  void serve() throws IOException {
    out = folder.resolve("labels");
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Queue())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void cocoHasEveryReaderAndTheResultInDisplayPixels() throws IOException {
    twoReadersAndNotAssessable();
    assertEquals(ExitCode.OK, export("coco"), complained::toString);
    assertEquals(
        """
        Not kept by coco: control points, and phase and quality of frames that are not assessable.
        Wrote 2 frames, left out 0.
        """,
        said.toString());
    List<LabelledFrame> labels =
        CocoReader.read(file("annotations.json"), "unnamed", ImportLimits.DEFAULT);
    assertEquals(
        List.of("a 9 result -", "a 9 anna -", "a 3 result", "a 3 anna", "a 3 ben"),
        labels.stream().map(ExportLabelsTest::words).toList());
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
        labels.stream().map(ExportLabelsTest::words).sorted().toList());
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
  void writesOnlyTheResultsIfAsked() throws IOException {
    twoReadersAndNotAssessable();
    assertEquals(ExitCode.OK, export("label-studio", "--readers=result"));
    assertEquals(
        List.of("a 3 result", "a 9 result -"),
        read(LabelFormat.LABEL_STUDIO).stream().map(ExportLabelsTest::words).toList());
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
    frames.add(frame("a", 3).build());
    frames.add(frame("b", 0).build());
    frames.add(frame("a", 4).build());
    assertEquals(ExitCode.OK, export("cvat"));
    assertTrue(said.toString().endsWith("Wrote 3 frames, left out 0.\n"), said::toString);
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of("a.xml", "b.xml"), files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    assertEquals(
        List.of("a 3 result", "a 4 result"),
        CvatReader.read(file("a.xml"), "unnamed", ImportLimits.DEFAULT).stream()
            .map(ExportLabelsTest::words)
            .toList());
  }

  @Test
  void leavesOutSupersededAnnotationsAndReviewersWhoseDecisionIsTheResult() throws IOException {
    frames.add(
        frame("a", 3)
            .addAnnotations(reading("anna").setSuperseded(true))
            .addAnnotations(reading("ben"))
            .addAnnotations(reading("ben").setRole(AnnotationRole.ANNOTATION_ROLE_REVIEWER))
            .build());
    assertEquals(ExitCode.OK, export("coco-rle"));
    assertEquals(
        List.of("a 3 ben", "a 3 result"),
        read(LabelFormat.COCO_RLE).stream().map(ExportLabelsTest::words).sorted().toList());
  }

  @Test
  void keepsControlPointsWithTheirFlagsIfTheirCurveIsTheOutline() throws IOException {
    List<ControlPoint> ellipse = new ArrayList<>();
    List<Point> contour = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double x = 200 + 60 * Math.cos(i * Math.PI / 30);
      double y = 150 + 100 * Math.sin(i * Math.PI / 30);
      contour.add(point((x + 0.5) * 0.28 - 0.5, (y + 0.5) * 0.28 + 14 - 0.5));
      if (i % 5 == 0) {
        ellipse.add(
            ControlPoint.newBuilder().setX((float) x).setY((float) y).setNotSeen(i == 10).build());
      }
    }
    Annotation.Builder drawn =
        reading("anna")
            .clearContour()
            .addAllContour(contour)
            .setDrawing(Drawing.newBuilder().addAllControlPoints(ellipse));
    frames.add(frame("a", 3).clearContour().addAllContour(contour).addAnnotations(drawn).build());
    Annotation.Builder other =
        reading("anna").setDrawing(Drawing.newBuilder().addAllControlPoints(ellipse));
    frames.add(frame("a", 4).addAnnotations(other).build());
    assertEquals(ExitCode.OK, export("annotationweb"));
    List<LabelledFrame> labels = read(LabelFormat.ANNOTATIONWEB);
    assertEquals(
        List.of(12, 12, 120, 120),
        labels.stream().map(label -> label.spline().orElseThrow().points().size()).toList());
    for (LabelledFrame label : labels.subList(0, 2)) {
      assertTrue(label.spline().orElseThrow().points().get(2).notSeen());
      assertFalse(label.spline().orElseThrow().points().get(3).notSeen());
      assertEquals(260, label.spline().orElseThrow().points().get(0).position().x(), 1e-3);
      assertEquals(Math.PI * 60 * 100, area(label), 200);
    }
    assertEquals(AREA, area(labels.get(3)), AREA * 0.01);
  }

  @Test
  void clipsWhatRoundingLeftOutsideAndLeavesOutWhatIsFarther() throws IOException {
    // 0.5 and 2 working pixels above the picture.
    frames.add(frame("a", 3).clearContour().addAllContour(rectangle(28, 13.5f, 56, 84)).build());
    frames.add(frame("a", 4).clearContour().addAllContour(rectangle(28, 12, 56, 84)).build());
    frames.add(frame("a", 20).build());
    frames.add(frame("b", 1).clearGeometry().build());
    frames.add(
        frame("c", 1).addAnnotations(reading("result")).addAnnotations(reading("anna")).build());
    assertEquals(ExitCode.OK, export("coco"));
    assertEquals(
        """
        left out frame 4 of clip a, reader result: an outline has a point outside the frame
        left out frame 20 of clip a: its clip has fewer frames
        left out frame 1 of clip b: the size of its frames is unknown
        left out frame 1 of clip c, reader result: the frame has another label of this name
        """,
        said.toString().lines().limit(4).map(line -> line + "\n").reduce("", String::concat));
    assertTrue(said.toString().endsWith("Wrote 2 frames, left out 4.\n"), said::toString);
    List<LabelledFrame> labels = read(LabelFormat.COCO);
    assertEquals(-0.5, labels.get(0).outline().get(0).y(), 1e-9);
    assertEquals(100 * 250, area(labels.get(0)));
  }

  @Test
  void refusesAFolderThatIsNotEmpty() throws IOException {
    frames.add(frame("a", 3).build());
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
    frames.add(frame("b", 1).clearGeometry().build());
    assertEquals(ExitCode.UNREADABLE, export("nifti"));
    assertEquals(
        """
        left out frame 1 of clip b: the size of its frames is unknown
        Wrote 0 frames, left out 1.
        """,
        said.toString());
    assertTrue(Files.notExists(out));
  }

  private int export(String format, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--server=127.0.0.1:" + server.getPort());
    arguments.add("--format=" + format);
    arguments.add("--out=" + out);
    return new CommandLine(new ExportAnnotationsCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(complained, true))
        .execute(arguments.toArray(String[]::new));
  }

  private InputStream file(String name) throws IOException {
    return new ByteArrayInputStream(Files.readAllBytes(out.resolve(name)));
  }

  private List<LabelledFrame> read(LabelFormat format) throws IOException {
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

  private static String words(LabelledFrame label) {
    return label.frame().clip()
        + " "
        + label.frame().index()
        + " "
        + label.reader()
        + (label.isOutlined() ? "" : " -");
  }

  private static int area(LabelledFrame label) {
    int area = 0;
    for (boolean inside : CavityMask.of(label).inside()) {
      area += inside ? 1 : 0;
    }
    return area;
  }

  /** Frame 3 of clip a with two readers, and frame 9 that its only reader found not assessable. */
  private void twoReadersAndNotAssessable() {
    frames.add(
        frame("a", 3)
            .setPhase(CardiacPhase.CARDIAC_PHASE_END_SYSTOLE)
            .addAnnotations(reading("anna").setQuality(FrameQuality.FRAME_QUALITY_FAIR))
            .addAnnotations(reading("ben"))
            .build());
    AnnotationVerdict verdict = AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE;
    frames.add(
        frame("a", 9)
            .clearContour()
            .setVerdict(verdict)
            .addAnnotations(reading("anna").clearContour().setVerdict(verdict))
            .build());
  }

  private static QueuedFrame.Builder frame(String clip, int index) {
    return QueuedFrame.newBuilder()
        .setClipId(clip)
        .setFrameIndex(index)
        .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
        .addAllContour(OUTLINE)
        .setGeometry(GEOMETRY);
  }

  private static Annotation.Builder reading(String annotator) {
    return Annotation.newBuilder()
        .setAnnotator(annotator)
        .setRole(AnnotationRole.ANNOTATION_ROLE_READER)
        .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
        .addAllContour(OUTLINE);
  }

  /** A rectangle between edges of working pixels. */
  private static List<Point> rectangle(float left, float top, float right, float bottom) {
    return List.of(
        point(left - 0.5, top - 0.5),
        point(right - 0.5, top - 0.5),
        point(right - 0.5, bottom - 0.5),
        point(left - 0.5, bottom - 0.5));
  }

  private static Point point(double x, double y) {
    return Point.newBuilder().setX((float) x).setY((float) y).build();
  }

  private final class Queue extends ReviewServiceGrpc.ReviewServiceImplBase {

    @Override
    public void listFrames(ListFramesRequest request, StreamObserver<ListFramesResponse> response) {
      response.onNext(ListFramesResponse.newBuilder().addAllFrames(frames).build());
      response.onCompleted();
    }
  }
}
