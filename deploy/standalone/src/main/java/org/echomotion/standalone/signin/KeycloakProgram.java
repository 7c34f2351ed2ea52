package org.echomotion.standalone.signin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.Leftovers;

/** Keycloak on the disk: downloaded with Maven and prepared once. */
final class KeycloakProgram {

  static final Map<String, String> QUICK_START =
      Map.of("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");

  private static final String VERSION = "26.7.3";
  private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip";
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

  /** Stands in the realm file for the addresses of the workbench. */
  private static final String PAGE_ADDRESSES = "\"${ECHOMOTION_PAGE_URL}/*\"";

  private final DataDirectory directory;
  private final Path root;
  private final Path log;

  /**
   * @param root the directory that EchoMotion was built in, with {@code deploy/keycloak}
   * @param log where the programs that prepare Keycloak write
   */
  KeycloakProgram(DataDirectory directory, Path root, Path log) {
    this.directory = directory;
    this.root = root;
    this.log = log;
  }

  /**
   * Downloads, unpacks and prepares Keycloak, unless that was done before.
   *
   * @param pagePorts ports of this machine on which the workbench may be served
   * @param progress called with a description of each long step
   * @return its directory
   */
  Path prepared(Set<Integer> pagePorts, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path folder = directory.made("keycloak");
    Path home = folder.resolve("keycloak-" + VERSION);
    if (!Files.exists(home)) {
      progress.accept("Downloading Keycloak (once, 180 MB) ...");
      download(folder, home);
    }
    Path complete = home.resolve("echomotion-complete");
    if (!Files.exists(complete)) {
      progress.accept("Preparing Keycloak (once, a minute) ...");
      run(
          List.of("bash", home.resolve("bin/kc.sh").toString(), "build", "--db=dev-file"),
          QUICK_START,
          home);
      DataDirectory.replace(complete, "prepared\n");
    }
    // The accounts outlive this version of Keycloak.
    Path accounts = Files.createDirectories(home.resolve("data")).resolve("h2");
    if (!Files.exists(accounts, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(accounts, directory.made("accounts"));
    }
    Path imported = Files.createDirectories(home.resolve("data/import"));
    Files.writeString(
        imported.resolve("echomotion-realm.json"),
        Files.readString(root.resolve("deploy/keycloak/echomotion-realm.json"))
            .replace(PAGE_ADDRESSES, pageAddresses(pagePorts)));
    return home;
  }

  /** Unpacks under another name first, so {@code home} is whole. */
  private void download(Path folder, Path home) throws IOException, InterruptedException {
    run(
        List.of(
            "mvn",
            "-B",
            "-q",
            "-ntp",
            COPY,
            "-Dartifact=" + ARTIFACT,
            "-DoutputDirectory=" + folder),
        Map.of(),
        root);
    Path zip = folder.resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
    Path unfinished = folder.resolve("unfinished");
    Leftovers.delete(unfinished);
    Files.createDirectory(unfinished);
    unzip(zip, unfinished);
    Files.move(unfinished.resolve(home.getFileName()), home, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(unfinished);
    Files.delete(zip);
  }

  /** Returns the addresses that the sign-in page may lead back to, as a part of the realm file. */
  private static String pageAddresses(Set<Integer> ports) {
    return ports.stream()
        .flatMap(port -> Stream.of(LoopbackPorts.HOST + ":" + port, "localhost:" + port))
        .map(address -> "\"https://" + address + "/*\"")
        .collect(Collectors.joining(", "));
  }

  private void run(List<String> command, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(command.get(0) + " ended with code " + code);
      }
    } finally {
      // After an interrupt it still runs, and would write into the folder of the next attempt.
      family(process).toList().forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static void unzip(Path zip, Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the archive leads out of its folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.copy(entries, target);
        }
      }
    }
  }

  /** The script that was started, and the program that the script runs. */
  static Stream<ProcessHandle> family(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.toHandle().descendants());
  }
}
