package org.echomotion.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Packs one Quarkus application, for the JVM or as a native executable, as an image. */
final class ImageBuilder {

  /** User and group of every process in an image. They need no entry in {@code /etc/passwd}. */
  static final String USER = "10001:10001";

  private static final AbsoluteUnixPath APPLICATION = AbsoluteUnixPath.get("/app");
  private static final AbsoluteUnixPath DOCUMENTS =
      AbsoluteUnixPath.get("/usr/share/doc/echomotion");

  /** Half of the container's memory is for the heap. The networks and FFmpeg use the other half. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.awt.headless=true",
          "-Duser.home=/tmp",
          "-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp");

  private final String base;
  private final String version;
  private final Licences licences;
  private final Path cache;

  /**
   * @param base reference of the base image; {@code tar://FILE} names a file
   * @param version of EchoMotion, the tag of the image
   * @param cache folder for layers that several images have in common
   */
  ImageBuilder(String base, String version, Licences licences, Path cache) {
    this.base = base;
    this.version = version;
    this.licences = licences;
    this.cache = cache;
  }

  /**
   * Writes the image of a program as a tar, with the name {@code echomotion/NAME:VERSION}.
   *
   * @param application the folder {@code quarkus-app} of the program, which also lists the
   *     libraries of its executable
   * @param executable packed instead of the application, with the shared libraries beside it
   * @param licence the licence of EchoMotion
   * @param scratch an empty folder for files that are made for the image
   * @param tar the file to write
   */
  void build(
      Program program,
      Path application,
      Optional<Path> executable,
      Path licence,
      Path scratch,
      Path tar)
      throws Exception {
    List<Library> libraries = Library.of(application);
    Path documents = documents(program, libraries, licence, scratch);
    JibContainerBuilder image = Jib.from(base);
    if (executable.isPresent()) {
      image.addFileEntriesLayer(executable(executable.get()));
    } else {
      image
          .addFileEntriesLayer(layer("libraries", application, "lib", "quarkus-run.jar"))
          .addFileEntriesLayer(layer("application", application, "app", "quarkus"));
    }
    image
        .addFileEntriesLayer(
            FileEntriesLayer.builder()
                .setName("documents")
                .addEntryRecursive(documents, DOCUMENTS)
                .build())
        .setCreationTime(Instant.EPOCH)
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
        .setEntrypoint(executable.map(ImageBuilder::ofExecutable).orElse(ofJvm()))
        .setEnvironment(environment(program))
        .setLabels(
            Map.of(
                "org.opencontainers.image.title",
                "EchoMotion " + program.image(),
                "org.opencontainers.image.version",
                version,
                "org.opencontainers.image.licenses",
                "Apache-2.0"));
    for (int port : program.ports()) {
      image.addExposedPort(Port.tcp(port));
    }
    image.containerize(
        Containerizer.to(TarImage.at(tar).named("echomotion/" + program.image() + ":" + version))
            .setBaseImageLayersCache(cache)
            .setApplicationLayersCache(cache)
            .setToolName("echomotion"));
  }

  private static FileEntriesLayer layer(String name, Path application, String... entries)
      throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    for (String entry : entries) {
      layer.addEntryRecursive(application.resolve(entry), APPLICATION.resolve(entry));
    }
    return layer.build();
  }

  private static FileEntriesLayer executable(Path executable) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("executable");
    layer.addEntry(
        executable,
        APPLICATION.resolve(executable.getFileName()),
        FilePermissions.fromOctalString("755"));
    try (DirectoryStream<Path> libraries =
        Files.newDirectoryStream(Objects.requireNonNull(executable.getParent()), "*.so")) {
      List<Path> sorted = new ArrayList<>();
      libraries.forEach(sorted::add);
      sorted.sort(Comparator.naturalOrder());
      for (Path library : sorted) {
        layer.addEntry(library, APPLICATION.resolve(library.getFileName()));
      }
    }
    return layer.build();
  }

  private static List<String> ofJvm() {
    List<String> command = new ArrayList<>(List.of("java", "-XX:MaxRAMPercentage=50"));
    command.add("-XX:+UseSerialGC");
    command.addAll(OPTIONS);
    command.addAll(List.of("-jar", "/app/quarkus-run.jar"));
    return command;
  }

  private static List<String> ofExecutable(Path executable) {
    List<String> command = new ArrayList<>();
    command.add("/app/" + executable.getFileName());
    command.add("-XX:MaximumHeapSizePercent=50");
    command.addAll(OPTIONS);
    return command;
  }

  private static Map<String, String> environment(Program program) {
    Map<String, String> all =
        Map.of("LC_ALL", "C.UTF-8", "HOME", "/tmp", "TF_CPP_MIN_LOG_LEVEL", "2");
    return switch (program) {
      case INGEST -> with(all, "ECHOMOTION_INGEST_BLOB_DIRECTORY", "/data");
      case XAI -> with(all, "ECHOMOTION_XAI_BLOB_DIRECTORY", "/data");
      case SEGMENTATION, EF, ACTIVE_LEARNING, TRAINER -> all;
    };
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new TreeMap<>(all);
    more.put(name, value);
    return more;
  }

  private Path documents(Program program, List<Library> libraries, Path licence, Path scratch)
      throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("documents"));
    Files.copy(licence, folder.resolve("LICENSE"));
    Files.write(
        folder.resolve("sbom.cdx.json"),
        BillOfMaterials.json(program.image(), version, libraries, licences));
    List<String> table = new ArrayList<>();
    for (Library library : libraries) {
      if (library.isOwn()) {
        continue;
      }
      table.add(library.coordinates() + "\t" + String.join(", ", licences.names(library)));
      Map<String, byte[]> texts = Licences.texts(library);
      if (!texts.isEmpty()) {
        Path own =
            Files.createDirectories(
                folder.resolve("licences").resolve(library.coordinates().replace(':', '_')));
        for (Map.Entry<String, byte[]> text : texts.entrySet()) {
          Files.write(own.resolve(text.getKey()), text.getValue());
        }
      }
    }
    Files.write(folder.resolve("THIRD-PARTY.tsv"), table, StandardCharsets.UTF_8);
    return folder;
  }

  /** Deletes a folder with everything in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
