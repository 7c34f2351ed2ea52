package org.echomotion.cli.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.echomotion.cli.platform.PlatformOptions;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.ingest.dataset.labelled.SplitDraw;
import org.echomotion.ingest.dataset.prepared.AnnotatedSet;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes annotated frames as a training set, or as labels in a format of another tool. */
@Command(
    name = "export-annotations",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Write the outlines of annotators as training data, or as labels for other tools.",
    description = {
      "",
      "Only frames that have a result are written. --format chooses what is written:",
      "",
      "prepared:      a training set, like that of 'echomotion prepare': the working",
      "               frames, which are the input of the network, and the results as",
      "               masks of the left ventricle.",
      "coco:          annotations.json, COCO with polygons.",
      "coco-rle:      annotations.json, COCO with compressed run lengths.",
      "label-studio:  tasks.json, Label Studio with brush masks.",
      "cvat:          CLIP.xml for each clip, CVAT 1.1 for video.",
      "annotationweb: annotations.yaml, with control points.",
      "echonet:       VolumeTracings.csv, as in EchoNet-Dynamic.",
      "nifti:         CLIP.nii.gz for each clip, a mask volume.",
      "",
      "All formats except prepared contain labels without pictures. Their outlines are",
      "in pixels of the displayed frame. The result of a frame is written as a label of",
      "a reader named 'result'.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  echomotion export-annotations --server 127.0.0.1:8080 --out annotated",
      "  echomotion export-annotations --format coco --readers result --out labels"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:at least one frame was written",
      "2:the command line is wrong, or the folder is not empty",
      "3:there is no annotated frame",
      "4:EchoMotion did not start, or the server cannot be reached"
    })
public final class ExportAnnotationsCommand implements Callable<Integer> {

  /** The values of {@code --readers}. */
  enum Readers {
    ALL,
    RESULT
  }

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to. It must be empty, except with --format prepared.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of the formats above. Default: prepared.")
  private LabelFormat format = LabelFormat.PREPARED;

  @Option(
      names = "--readers",
      paramLabel = "all|result",
      description = {
        "all: the labels of every reader, and the results.",
        "result: only the results.",
        "Default: all; for prepared, echonet and nifti, which have one outline for each frame,"
            + " result."
      })
  private @Nullable Readers readers;

  @Option(
      names = "--valid-fraction",
      paramLabel = "0..1",
      description = "prepared: share of studies for validation. Default: 0.1.")
  private double validFraction = SplitDraw.DEFAULT.validFraction();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "prepared: seed that selects these studies. Default: 1.")
  private long seed = SplitDraw.DEFAULT.seed();

  @Mixin private PlatformOptions platform;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (!(validFraction >= 0 && validFraction <= 1)) {
      throw new ParameterException(spec.commandLine(), "--valid-fraction must be between 0 and 1.");
    }
    if (readers == Readers.ALL && !format.keepsReaders()) {
      throw new ParameterException(
          spec.commandLine(),
          "--format " + format + " has one outline for each frame. Use --readers result.");
    }
    return format == LabelFormat.PREPARED ? prepared() : labels();
  }

  private int prepared() throws InterruptedException, IOException {
    AnnotatedSet set = new AnnotatedSet(out, new SplitDraw(validFraction, seed));
    try (Session session = Session.open(platform, "export-annotations");
        Progress progress = Progress.onTerminal("Export")) {
      return say(new AnnotationExport(session.client(), set).run(progress));
    }
  }

  private int labels() throws InterruptedException, IOException {
    if (!LabelFiles.canBeWrittenTo(out)) {
      throw new ParameterException(
          spec.commandLine(), out + " is not an empty folder. Choose another one with --out.");
    }
    LabelExport export =
        new LabelExport(format, readers != Readers.RESULT && format.keepsReaders(), out);
    PreparationReport report;
    try (Session session = Session.open(platform, "export-annotations");
        Progress progress = Progress.onTerminal("Export")) {
      List<QueuedFrame> frames = session.client().annotatedFrames();
      if (frames.isEmpty()) {
        spec.commandLine().getErr().println("There is no annotated frame that has a result.");
        return ExitCode.UNREADABLE;
      }
      report = export.run(frames, progress);
    }
    return say(report);
  }

  private int say(PreparationReport report) {
    PrintWriter print = spec.commandLine().getOut();
    report
        .skipped()
        .forEach(skipped -> print.println("left out " + skipped.what() + ": " + skipped.why()));
    if (report.written() > 0 && format != LabelFormat.PREPARED) {
      print.println("Not kept by " + format + ": " + format.lost() + ".");
    }
    print.println(
        "Wrote "
            + report.written()
            + " frames, left out "
            + report.skipped().size()
            + (format == LabelFormat.PREPARED ? "." : " labels."));
    print.flush();
    return report.written() > 0 ? ExitCode.OK : ExitCode.UNREADABLE;
  }
}
