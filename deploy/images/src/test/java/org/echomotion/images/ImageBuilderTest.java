package org.echomotion.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Packs a small application with two real libraries on an empty base. */
class ImageBuilderTest {

  private static final Path REPOSITORY = Path.of(System.getProperty("echomotion.repository"));
  private static final Path LICENCE = Path.of("../../LICENSE");

  @TempDir private Path folder;
  private Path base;
  private Path application;

  @BeforeEach
  void makeBaseAndApplication() throws Exception {
    base = folder.resolve("base.tar");
    Path file = Files.writeString(folder.resolve("os-release"), "NAME=base");
    Jib.fromScratch()
        .addFileEntriesLayer(
            FileEntriesLayer.builder()
                .addEntry(file, AbsoluteUnixPath.get("/etc/os-release"))
                .build())
        .containerize(
            Containerizer.to(TarImage.at(base).named("base:1"))
                .setApplicationLayersCache(folder.resolve("base-cache")));
    application = folder.resolve("root/ef-service/service/target/quarkus-app");
    Files.createDirectories(application.resolve("lib/boot"));
    Files.createDirectories(application.resolve("lib/main"));
    Path cyclonedx = jarOf(Version.class);
    Path picocli = jarOf(CommandLine.class);
    String version = version(picocli);
    Files.copy(picocli, application.resolve("lib/main/info.picocli.picocli-" + version + ".jar"));
    String other = version(cyclonedx);
    Files.copy(
        cyclonedx,
        application.resolve("lib/main/org.cyclonedx.cyclonedx-core-java-" + other + ".jar"));
    for (String name : List.of("app/ef-service.jar", "quarkus/generated.jar", "quarkus-run.jar")) {
      Files.createDirectories(application.resolve(name).getParent());
      Files.writeString(application.resolve(name), name);
    }
    Files.writeString(
        application.resolve("quarkus-app-dependencies.txt"),
        "info.picocli:picocli::jar:"
            + version
            + "\n"
            + "org.cyclonedx:cyclonedx-core-java::jar:"
            + other
            + "\n"
            + "org.example:not-in-the-application::jar:1\n");
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static String version(Path jar) {
    return jar.getParent().getFileName().toString();
  }

  private Path build(String name) throws Exception {
    return build(name, Optional.empty());
  }

  private Path build(String name, Optional<Path> executable) throws Exception {
    Path tar = folder.resolve(name + ".tar");
    new ImageBuilder("tar://" + base, "1.2.3", new Licences(REPOSITORY), folder.resolve(name))
        .build(
            Program.EF,
            application,
            executable,
            LICENCE,
            Files.createDirectories(folder.resolve(name + "-scratch")),
            tar);
    return tar;
  }

  @Test
  void theSameInputGivesTheSameBytes() throws Exception {
    Path first = build("first");
    Files.setLastModifiedTime(
        application.resolve("quarkus-run.jar"), FileTime.from(Instant.ofEpochSecond(1)));
    Path second = build("second");
    assertEquals(-1, Files.mismatch(first, second));
  }

  @Test
  void aChangedFileGivesOtherBytes() throws Exception {
    Path first = build("first");
    Files.writeString(application.resolve("quarkus-run.jar"), "changed");
    assertTrue(Files.mismatch(first, build("second")) >= 0);
  }

  @Test
  void theProcessIsNotRootAndItsPortsAreStated() throws Exception {
    JsonNode config = config(build("image"));
    assertEquals(ImageBuilder.USER, config.at("/config/User").asText());
    assertEquals("{\"8083/tcp\":{},\"9083/tcp\":{}}", config.at("/config/ExposedPorts").toString());
    assertTrue(
        config.at("/config/Entrypoint").toString().endsWith("\"-jar\",\"/app/quarkus-run.jar\"]"));
    assertEquals("1970-01-01T00:00:00Z", config.path("created").asText());
  }

  @Test
  void anExecutableReplacesTheApplication() throws Exception {
    Path target = Files.createDirectories(folder.resolve("executable"));
    Path executable = Files.writeString(target.resolve("ef-service-runner"), "program");
    Files.writeString(target.resolve("libawt.so"), "library");
    Files.writeString(target.resolve("ef-service.jar"), "not part of it");
    Path image = build("native", Optional.of(executable));
    assertEquals(-1, Files.mismatch(image, build("again", Optional.of(executable))));

    assertEquals(
        List.of("app/ef-service-runner", "app/libawt.so"),
        files(image).keySet().stream().filter(name -> name.startsWith("app/")).toList());
    assertEquals("/app/ef-service-runner", config(image).at("/config/Entrypoint/0").asText());
    JsonNode bom =
        new ObjectMapper().readTree(files(image).get("usr/share/doc/echomotion/sbom.cdx.json"));
    assertEquals(2, bom.path("components").size(), "the libraries that it was compiled from");
  }

  @Test
  void theImageContainsTheApplicationItsBillOfMaterialsAndItsLicences() throws Exception {
    Map<String, byte[]> files = files(build("image"));
    assertTrue(files.containsKey("etc/os-release"), "of the base");
    assertTrue(files.containsKey("app/app/ef-service.jar"));
    assertTrue(files.containsKey("app/quarkus/generated.jar"));
    String documents = "usr/share/doc/echomotion/";
    assertArrayEquals(Files.readAllBytes(LICENCE), files.get(documents + "LICENSE"));

    byte[] bom = files.get(documents + "sbom.cdx.json");
    assertEquals(List.of(), new JsonParser().validate(bom, Version.VERSION_16));
    JsonNode components = new ObjectMapper().readTree(bom).path("components");
    assertEquals(2, components.size());
    JsonNode picocli = components.get(0);
    assertEquals("picocli", picocli.path("name").asText());
    assertEquals(
        "The Apache Software License, version 2.0",
        picocli.at("/licenses/0/license/name").asText());
    assertEquals(64, picocli.at("/hashes/0/content").asText().length());

    assertTrue(
        files.keySet().stream()
            .anyMatch(name -> name.startsWith(documents + "licences/org.cyclonedx_")));
    String table = new String(files.get(documents + "THIRD-PARTY.tsv"), StandardCharsets.UTF_8);
    assertEquals(2, table.lines().count());
    assertFalse(table.lines().anyMatch(line -> line.endsWith("\t")), table);
  }

  @Test
  void refusesAJarThatIsNotInTheListOfDependencies() throws Exception {
    Files.writeString(application.resolve("lib/main/org.example.unknown-1.jar"), "jar");
    IOException refusal = assertThrows(IOException.class, () -> Library.of(application));
    assertTrue(refusal.getMessage().contains("org.example.unknown-1.jar"));
  }

  @Test
  void theCommandPacksTheChosenImage() throws Exception {
    Files.copy(LICENCE, folder.resolve("root/LICENSE"));
    assertEquals(1, run("--only", "ef-service"), "there is no executable");
    assertFalse(Files.exists(folder.resolve("out/ef-service.tar")));
    assertEquals(0, run("--only", "ef-service", "--jvm"));
    assertTrue(Files.exists(folder.resolve("out/ef-service.tar")));
    Files.writeString(application.resolveSibling("ef-service-runner"), "program");
    assertEquals(0, run("--only", "ef-service"));
    assertEquals(1, run("--only", "xai-service"), "it was not built");
    assertEquals(1, run("--only", "unknown"));
  }

  private int run(String... more) {
    CommandLine command = new CommandLine(new BuildImages());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--base", "tar://" + base,
                "--root", folder.resolve("root").toString(),
                "--repository", REPOSITORY.toString(),
                "--tag", "1.2.3",
                "--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return command.execute(arguments.toArray(String[]::new));
  }

  private static JsonNode config(Path image) throws IOException {
    Map<String, byte[]> parts = entries(Files.newInputStream(image));
    JsonNode manifest = new ObjectMapper().readTree(parts.get("manifest.json"));
    return new ObjectMapper().readTree(parts.get(manifest.at("/0/Config").asText()));
  }

  /** Returns the files of all layers. */
  private static Map<String, byte[]> files(Path image) throws IOException {
    Map<String, byte[]> parts = entries(Files.newInputStream(image));
    JsonNode manifest = new ObjectMapper().readTree(parts.get("manifest.json"));
    Map<String, byte[]> files = new TreeMap<>();
    for (JsonNode layer : manifest.at("/0/Layers")) {
      files.putAll(
          entries(new GZIPInputStream(new ByteArrayInputStream(parts.get(layer.asText())))));
    }
    return files;
  }

  private static Map<String, byte[]> entries(InputStream tar) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(tar)) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.isFile()) {
          entries.put(entry.getName().replaceFirst("^/", ""), in.readAllBytes());
        }
      }
    }
    return entries;
  }
}
