package org.echomotion.cli.data;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.ingest.phantom.ApicalView;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.echomotion.ingest.phantom.PhantomRequest.EfDistribution;
import org.echomotion.ingest.phantom.RecordingConditions;
import org.echomotion.ingest.phantom.RecordingConditions.Range;
import org.echomotion.ingest.phantom.heart.Rhythm;
import org.echomotion.ingest.phantom.picture.Look;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes simulated echo cines with a known ejection fraction. */
@Command(
    name = "phantom",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Make simulated echo cines with known volumes, in EchoNet-Dynamic's layout.",
    description = {"", "The same options give the same files, byte for byte.", ""},
    footer = {
      "",
      "Examples:",
      "  echomotion phantom --count 20 --ef 20..70 --out phantoms",
      "  echomotion phantom --count 200 --ef 15..75 --rhythm regular,irregular,premature \\",
      "      --heart-rate 40..150 --beats 0.5..4 --drift 0..0.1 --dropped 0..0.1 --out phantoms",
      "  echomotion evaluate-ef --data phantoms"
    })
public final class PhantomCommand implements Callable<Integer> {

  @Option(names = "--count", required = true, paramLabel = "N", description = "Number of phantoms.")
  private int count;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all random choices. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--ef",
      paramLabel = "MIN..MAX",
      converter = RangeConverter.class,
      description =
          "Ejection fractions in percent, in equal steps. Default: as in a clinical population.")
  private Range ef;

  @Option(
      names = "--look",
      split = ",",
      paramLabel = "echonet|camus",
      defaultValue = "ECHONET",
      description = "Look of the pictures, alternating. Default: echonet")
  private List<Look> looks;

  @Option(
      names = "--views",
      split = ",",
      paramLabel = "A4C|A2C",
      defaultValue = "A4C",
      description = "Views, alternating. Default: A4C")
  private List<ApicalView> views;

  @Option(
      names = "--rhythm",
      split = ",",
      paramLabel = "regular|irregular|premature",
      description =
          "Rhythms, alternating: sinus rhythm, irregular as in atrial fibrillation, or with"
              + " premature beats. Default: irregular in 8 %%.")
  private List<Rhythm> rhythms = List.of();

  @Option(
      names = "--heart-rate",
      paramLabel = "MIN..MAX",
      converter = RangeConverter.class,
      description = "Heart rates, bpm. Default: as in a clinical population.")
  private Range heartRate;

  @Option(
      names = "--beats",
      paramLabel = "MIN..MAX",
      converter = RangeConverter.class,
      description =
          "Length of the clips in beats. A clip starts at any phase. Default: 1.8 to 5.6 s, at least"
              + " one whole beat.")
  private Range beats;

  @Option(
      names = "--drift",
      paramLabel = "MIN..MAX",
      converter = RangeConverter.class,
      description =
          "Change of the ventricle's size by breathing and probe motion, as a share of its volume, 0"
              + " to 0.3. Default: 0")
  private Range drift;

  @Option(
      names = "--dropped",
      paramLabel = "MIN..MAX",
      converter = RangeConverter.class,
      description = "Share of lost frames, 0 to 0.5. Default: 0")
  private Range dropped;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Only N frames per phantom, spread over a beat, for training on stills.")
  private Integer frames;

  @Option(names = "--masks", description = "Also write the mask of every frame.")
  private boolean masks;

  @Spec private CommandSpec spec;

  /** {@code 20..70}, or {@code 20} for {@code 20..20}. */
  static final class RangeConverter implements ITypeConverter<Range> {
    @Override
    public Range convert(String text) {
      String[] ends = text.split("\\.\\.", -1);
      try {
        if (ends.length <= 2) {
          return new Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[ends.length - 1]));
        }
      } catch (IllegalArgumentException e) {
        // One message below covers all mistakes.
      }
      throw new TypeConversionException(
          "'" + text + "' is not a range MIN..MAX, for example 20..70");
    }
  }

  @Override
  public Integer call() {
    PhantomRequest request =
        PhantomRequest.of(count, seed)
            .withLooks(looks.toArray(Look[]::new))
            .withViews(views.toArray(ApicalView[]::new));
    if (ef != null) {
      request = request.withEf(EfDistribution.EVEN, ef.least(), ef.greatest());
    }
    request =
        request.withRecording(
            new RecordingConditions(
                Optional.ofNullable(heartRate),
                Optional.ofNullable(beats),
                rhythms,
                Optional.ofNullable(drift),
                Optional.ofNullable(dropped)));
    if (frames != null) {
      request = request.withSparseFrames(frames);
    }
    if (masks) {
      request = request.withMasks();
    }
    try (Progress progress = Progress.onTerminal("Phantoms")) {
      new PhantomGenerator()
          .generate(
              request,
              out,
              (done, of, name) -> {
                progress.at(done + " of " + of, 100.0 * done / of);
                return !Thread.currentThread().isInterrupted();
              });
    }
    PrintWriter print = spec.commandLine().getOut();
    print.println("Wrote " + count + " phantoms to " + out);
    print.flush();
    return ExitCode.OK;
  }
}
