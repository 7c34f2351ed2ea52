package org.echomotion.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CardiacPhase;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.Geometry;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a server that speaks the two services' contracts. */
class ExportAnnotationsTest {

  private static final int SIDE = 112;

  @TempDir Path out;

  private final Map<String, Clip> clips = new HashMap<>();

  private AnnotatedQueue queue;

  @BeforeEach
  void serve() throws IOException {
    queue = new AnnotatedQueue(new Frames());
  }

  @AfterEach
  void stop() {
    queue.close();
  }

  @Test
  void writesOutlinedFramesAndSaysWhatItLeftOut() throws IOException {
    clips.put("a", clip(View.VIEW_A2C, "v1"));
    clips.put("b", clip(View.VIEW_UNSPECIFIED, "v1"));
    clips.put("c", clip(View.VIEW_A4C, "v0"));
    annotate("a", 3, 50);
    annotate("a", 4, 40);
    annotate("b", 1, 40);
    annotate("c", 1, 40);
    annotate("gone", 1, 40);
    queue.frames.add(
        QueuedFrame.newBuilder()
            .setClipId("a")
            .setStudyId("study-a")
            .setFrameIndex(9)
            .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE)
            .build());
    StringWriter said = new StringWriter();
    assertEquals(0, export(said), said::toString);
    assertEquals(
        """
        left out frame 1 of clip b: its view is unknown
        left out frame 1 of clip c: its preprocessing is 'v0', but sets need 'v1'
        left out frame 1 of clip gone: its clip was deleted
        left out frame 9 of clip a: its readers found it not assessable
        Wrote 2 frames, left out 4.
        """,
        said.toString());
    List<String> index = Files.readAllLines(out.resolve("index.csv"));
    assertEquals(
        "study-a,valid,A2C,MID,images/annotation_study-a_A2C_MID_0003.png,"
            + "masks/annotation_study-a_A2C_MID_0003.png,1.500000,unknown,annotation,v1",
        index.get(1));
    assertTrue(index.get(2).contains("_A2C_ES_0004.png"), index.get(2));
    // Rows 21 to 50 of 20 columns.
    int area = 0;
    int[] mask = samples("masks/annotation_study-a_A2C_MID_0003.png");
    for (int label : mask) {
      area += label;
    }
    assertEquals(20 * 30, area);
    assertEquals(3, samples("images/annotation_study-a_A2C_MID_0003.png")[0]);
  }

  @Test
  void saysThatThereIsNothingToWrite() {
    StringWriter said = new StringWriter();
    assertEquals(ExitCode.UNREADABLE, export(said));
    assertEquals("Wrote 0 frames, left out 0.\n", said.toString());
  }

  private int export(StringWriter said) {
    return new CommandLine(new ExportAnnotationsCommand())
        .setOut(new PrintWriter(said))
        .execute("--server", queue.address(), "--out=" + out, "--valid-fraction=1");
  }

  private int[] samples(String file) throws IOException {
    return ImageIO.read(out.resolve(file).toFile())
        .getRaster()
        .getSamples(0, 0, SIDE, SIDE, 0, (int[]) null);
  }

  /** Outlines columns 11 to 30 and rows 21 to {@code bottom}. */
  private void annotate(String clip, int frame, int bottom) {
    queue.frames.add(
        QueuedFrame.newBuilder()
            .setClipId(clip)
            .setStudyId("study-" + clip)
            .setFrameIndex(frame)
            .setPhase(
                frame == 4
                    ? CardiacPhase.CARDIAC_PHASE_END_SYSTOLE
                    : CardiacPhase.CARDIAC_PHASE_UNSPECIFIED)
            .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
            .addContour(point(10.5f, 20.5f))
            .addContour(point(30.5f, 20.5f))
            .addContour(point(30.5f, bottom + 0.5f))
            .addContour(point(10.5f, bottom + 0.5f))
            .build());
  }

  private static Point point(float x, float y) {
    return Point.newBuilder().setX(x).setY(y).build();
  }

  private static Clip clip(View view, String preprocessing) {
    return Clip.newBuilder()
        .setView(view)
        .setPreprocessingVersion(preprocessing)
        .setGeometry(Geometry.newBuilder().setMmPerWorkingPixel(1.5))
        .build();
  }

  /** Frames whose pixels are their index. */
  private final class Frames extends IngestServiceGrpc.IngestServiceImplBase {

    @Override
    public void streamFrames(
        StreamFramesRequest request, StreamObserver<StreamFramesResponse> response) {
      if (!clips.containsKey(request.getClipId())) {
        response.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      byte[] pixels = new byte[SIDE * SIDE];
      Arrays.fill(pixels, (byte) request.getFirstFrame());
      response.onNext(
          StreamFramesResponse.newBuilder()
              .setClip(clips.get(request.getClipId()))
              .setFirstFrame(request.getFirstFrame())
              .setFrameCount(request.getFrameCount())
              .setHeight(SIDE)
              .setWidth(SIDE)
              .setPixels(ByteString.copyFrom(pixels))
              .build());
      response.onCompleted();
    }
  }
}
