package org.echomotion.standalone.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.echomotion.ingest.phantom.ApicalView;
import org.echomotion.ingest.phantom.Look;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.echomotion.ingest.phantom.PhantomRequest.EfDistribution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes echo cines whose ejection fraction is known. */
@Command(
    name = "phantom",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Make simulated echo cines with known volumes, in EchoNet-Dynamic's layout.",
    description = {"", "The same options give the same bytes.", ""},
    footer = {
      "",
      "Examples:",
      "  echomotion phantom --count 20 --ef 20..70 --out phantoms",
      "  echomotion evaluate-ef phantoms"
    })
final class PhantomCommand implements Callable<Integer> {

  @Option(names = "--count", required = true, paramLabel = "N", description = "How many.")
  private int count;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides all that is random. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--ef",
      paramLabel = "MIN..MAX",
      description =
          "Ejection fractions in equal steps, percent. Default: as in a clinical population.")
  private String ef;

  @Option(
      names = "--look",
      split = ",",
      paramLabel = "echonet|camus",
      defaultValue = "ECHONET",
      description = "Whose pictures to look like, taken in turn. Default: echonet")
  private List<Look> looks;

  @Option(
      names = "--views",
      split = ",",
      paramLabel = "A4C|A2C",
      defaultValue = "A4C",
      description = "Views, taken in turn. Default: A4C")
  private List<ApicalView> views;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Only so many frames of each, spread over a beat: for training on stills.")
  private Integer frames;

  @Option(names = "--masks", description = "Write the masks of every frame, too.")
  private boolean masks;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PhantomRequest request =
        PhantomRequest.of(count, seed)
            .withLooks(looks.toArray(Look[]::new))
            .withViews(views.toArray(ApicalView[]::new));
    if (ef != null) {
      String[] range = ef.split("\\.\\.");
      if (range.length != 2) {
        throw new IllegalArgumentException("--ef takes MIN..MAX, for example 20..70");
      }
      request =
          request.withEf(
              EfDistribution.EVEN, Double.parseDouble(range[0]), Double.parseDouble(range[1]));
    }
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
