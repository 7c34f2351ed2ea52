package org.echomotion.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that packs the images. */
@Command(
    name = "build-images",
    mixinStandardHelpOptions = true,
    description =
        "Packs the services and the trainer, which 'mvn package' has built, as images: one tar each.")
public final class BuildImages implements Callable<Integer> {

  @Option(
      names = "--base",
      required = true,
      description =
          "Image with a Java runtime of version 17 or newer, libstdc++, fontconfig and a font: a"
              + " reference, or tar://FILE.")
  private String base;

  @Option(
      names = "--executable-base",
      description =
          "Base image of native executables, which need no Java runtime: a reference, or tar://FILE."
              + " Default: that of --base.")
  private Optional<String> executableBase = Optional.empty();

  @Option(names = "--root", required = true, description = "Folder that EchoMotion was built in.")
  private Path root;

  @Option(names = "--repository", required = true, description = "The local Maven repository.")
  private Path repository;

  @Option(names = "--tag", required = true, description = "Version of EchoMotion, the images' tag.")
  private String tag;

  @Option(names = "--out", required = true, description = "Folder for the tars.")
  private Path out;

  @Option(
      names = "--jvm",
      description =
          "Pack no native executables. Default: ef, xai and active-learning as executables, which"
              + " 'mvn -Pnative package' has built, the others for the JVM.")
  private boolean jvm;

  @Option(
      names = "--only",
      split = ",",
      description = "Images to pack, for example ef-service. Default: all.")
  private List<String> only = List.of();

  public static void main(String... args) {
    System.exit(new CommandLine(new BuildImages()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(out);
    for (Program program : chosen()) {
      Path application = root.resolve(program.module()).resolve("target/quarkus-app");
      if (!Files.exists(application.resolve("quarkus-run.jar"))) {
        System.err.println(application + " is missing. Run 'mvn package -DskipTests' first.");
        return 1;
      }
      Optional<Path> executable = executable(program);
      if (executable.isPresent() && !Files.exists(executable.get())) {
        System.err.println(
            executable.get()
                + " is missing. Build it first (docs/operations/kubernetes.md), or add --jvm.");
        return 1;
      }
      ImageBuilder builder =
          new ImageBuilder(
              executable.isPresent() ? executableBase.orElse(base) : base,
              tag,
              new Licences(repository),
              out.resolve("cache"));
      Path tar = out.resolve(program.image() + ".tar");
      Path scratch = Files.createTempDirectory("echomotion-image");
      try {
        builder.build(program, application, executable, root.resolve("LICENSE"), scratch, tar);
      } finally {
        ImageBuilder.delete(scratch);
      }
      System.out.printf(
          "%-24s %-10s %4d MB  %s%n",
          program.image(),
          executable.isPresent() ? "executable" : "JVM",
          Files.size(tar) >> 20,
          tar);
    }
    return 0;
  }

  private Optional<Path> executable(Program program) {
    return Optional.of(root.resolve(program.module()).resolve("target"))
        .filter(target -> !jvm && program.hasExecutable())
        .map(target -> target.resolve(program.image() + "-runner"));
  }

  private List<Program> chosen() throws IOException {
    List<String> known = Arrays.stream(Program.values()).map(Program::image).toList();
    for (String name : only) {
      if (!known.contains(name)) {
        throw new IOException("There is no image " + name + ", only " + known + ".");
      }
    }
    return Arrays.stream(Program.values())
        .filter(program -> only.isEmpty() || only.contains(program.image()))
        .toList();
  }
}
