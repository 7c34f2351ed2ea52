package org.echomotion.cli.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.echomotion.cli.accuracy.LabelledCines.LabelledCine;
import org.echomotion.cli.accuracy.LabelledStudies.LabelledStudy;
import org.echomotion.cli.client.Endpoints;
import org.echomotion.cli.platform.PlatformOptions;
import org.echomotion.cli.terminal.Failures;
import org.echomotion.segmentation.training.HeldOut;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of commands that measure labelled studies: the studies, and where to measure them. */
public final class SetOptions {

  @Option(
      names = "--data",
      paramLabel = "SET",
      description = {
        "A folder of cines with labels: truth.csv (columns file, view, ef_view; if known, patient,",
        "ef_biplane and sex), or EchoNet-Dynamic's layout (FileList.csv, Videos). May be repeated."
      })
  private List<Path> sets = List.of();

  @Parameters(paramLabel = "SET", arity = "0..*", description = "The same as --data SET.")
  private List<Path> alsoSets = List.of();

  @Option(
      names = "--held-out-by",
      paramLabel = "RUN",
      description = {
        "Only the patients that this training run held out (directory of a run with data.folds or",
        "data.valid_fraction)."
      })
  private Path run;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N cines of each set.")
  private Integer limit;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      converter = Endpoints.Converter.class,
      description = "Use a running EchoMotion instead of starting one; as in 'analyze'.")
  private Endpoints server;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "The certificate authority of the server; as in 'analyze'.")
  private Path ca;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Where EchoMotion keeps its data on this machine. Default: ~/.echomotion")
  private Path home;

  /** Returns whether any set is given. */
  boolean areGiven() {
    return !(sets.isEmpty() && alsoSets.isEmpty());
  }

  PlatformOptions platform() {
    return PlatformOptions.of(server, ca, home);
  }

  /**
   * A set.
   *
   * @param name name of its folder
   */
  public record LabelledSet(String name, List<LabelledStudy> studies) {}

  /**
   * Reads the labels of all sets.
   *
   * @throws IllegalArgumentException if no set is given
   * @throws IOException if a folder has no table of labels
   */
  List<LabelledSet> read() throws IOException {
    List<Path> all = Stream.concat(sets.stream(), alsoSets.stream()).toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("No studies are given. Give at least one --data SET.");
    }
    List<LabelledSet> read = new ArrayList<>();
    for (Path set : all) {
      List<LabelledCine> cines;
      try {
        cines = LabelledCines.in(set);
      } catch (IOException e) {
        throw new IOException(set + " has no table of labels: " + Failures.words(e), e);
      }
      if (run != null) {
        cines = ofHeldOutPatients(set, cines);
      }
      if (limit != null) {
        cines = cines.subList(0, Math.min(limit, cines.size()));
      }
      read.add(
          new LabelledSet(
              set.toAbsolutePath().normalize().getFileName().toString(),
              LabelledStudies.of(cines)));
    }
    return read;
  }

  private List<LabelledCine> ofHeldOutPatients(Path set, List<LabelledCine> cines)
      throws IOException {
    Set<String> heldOut = HeldOut.readFrom(run);
    List<LabelledCine> some =
        cines.stream().filter(cine -> heldOut.contains(cine.subject())).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no cine of a patient that %s held out.".formatted(set, run));
    }
    return some;
  }
}
