package org.echomotion.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echomotion.cli.temporal.TemporalData;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.ingest.dataset.beating.WarpedCines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes sequences for training and evaluating temporal models. */
@Command(
    name = "temporal-data",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header =
        "Make sequences of disks for temporal models, from phantoms, labelled stills or cines.",
    description = {
      "",
      "Writes one gzipped CSV file, a row per frame. Without --model, phantoms give true sequences",
      "only, which is fast. With --model, their pictures are rendered and outlined as well.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  echomotion temporal-data --count 600 --seed 1001 --out train.csv.gz",
      "  echomotion temporal-data --count 12 --seed 3001 --model MODEL --out measured.csv.gz",
      "  echomotion temporal-data --stills camus --model MODEL --out warped.csv.gz",
      "  echomotion temporal-data --cines camus-cines --model MODEL --out cines.csv.gz"
    })
public final class TemporalDataCommand implements Callable<Integer> {

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "600",
      description = "Number of phantoms. Default: ${DEFAULT-VALUE}")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1001",
      description = "Seed of all random choices. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--cines",
      paramLabel = "DIR",
      description = {
        "Use cines instead of phantoms: a folder with truth.csv (columns file, ed_frames, es_frames",
        "and ef_view). Needs --model."
      })
  private Path cines;

  @Option(
      names = "--stills",
      paramLabel = "DIR",
      description = {
        "Use labelled ED and ES images instead of phantoms: a folder with index.csv, as in 'prepare",
        "images'. The training part is warped into cines. Needs --model."
      })
  private Path stills;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "Directory of the segmentation model that makes the outlines.")
  private Path model;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("--count must be at least 1.");
    }
    if ((cines != null || stills != null) && model == null) {
      throw new IllegalArgumentException(
          "--cines and --stills need --model, because sequences of cines are made from outlines.");
    }
    if (cines != null && stills != null) {
      throw new IllegalArgumentException("Give --cines or --stills, not both.");
    }
    int written;
    try (Progress progress = Progress.onTerminal("Sequences")) {
      written = write(progress);
    }
    PrintWriter print = spec.commandLine().getOut();
    print.println("Wrote " + written + " sequences to " + out);
    print.flush();
    return ExitCode.OK;
  }

  private int write(Progress progress) throws IOException {
    if (cines != null) {
      return TemporalData.cines(cines, cines.getFileName().toString(), model, out);
    }
    if (stills != null) {
      WarpedCines.Report report =
          TemporalData.warped(stills, model, out, percent -> progress.at("warping", percent));
      report.skipped().forEach(line -> spec.commandLine().getOut().println("Left out " + line));
      return report.cines();
    }
    return TemporalData.phantoms(
        count,
        seed,
        Optional.ofNullable(model),
        out,
        done -> progress.at(done + " of " + count, 100.0 * done / count));
  }
}
