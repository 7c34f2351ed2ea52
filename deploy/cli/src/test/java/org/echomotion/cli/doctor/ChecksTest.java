package org.echomotion.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.cli.doctor.Finding.Status;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.directory.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks that need no stored data. */
class ChecksTest {

  @TempDir Path temporary;

  private static String memory(long totalMib, long availableMib) {
    return "MemTotal:       %d kB\nMemFree:  1 kB\nMemAvailable:   %d kB\n"
        .formatted(totalMib << 10, availableMib << 10);
  }

  @Test
  void memoryIsSufficientOnTwoGigabytes() {
    assertEquals(
        Finding.ok("Memory", "3.0 GB of 8.0 GB are available"),
        MachineChecks.ofMemory(memory(8192, 3072), false));
    assertEquals(Status.WARNING, MachineChecks.ofMemory(memory(8192, 1000), false).status());
    assertEquals(Status.OK, MachineChecks.ofMemory(memory(8192, 1000), true).status());
    assertEquals(Status.PROBLEM, MachineChecks.ofMemory(memory(1024, 1000), false).status());
  }

  @Test
  void aNewerJavaIsAWarning() {
    assertEquals(Status.OK, MachineChecks.ofJava(17).status());
    assertEquals(Status.OK, MachineChecks.ofJava(25).status());
    assertEquals(Status.WARNING, MachineChecks.ofJava(26).status());
  }

  @Test
  void aTakenPortIsAProblem() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(LoopbackPorts.HOST))) {
      List<Finding> findings = MachineChecks.ofPorts(other.getLocalPort());
      assertTrue(
          findings.stream()
              .anyMatch(
                  finding ->
                      finding.status() == Status.PROBLEM
                          && finding.found().contains("" + other.getLocalPort())),
          findings::toString);
    }
  }

  @Test
  void aFullDiskIsAProblem() {
    assertEquals(Status.PROBLEM, FolderChecks.ofDisk(63L << 20).status());
    assertEquals(Status.WARNING, FolderChecks.ofDisk(1000L << 20).status());
    assertEquals(Status.OK, FolderChecks.ofDisk(2000L << 20).status());
  }

  @Test
  void aMissingDataFolderIsNoProblemAndIsNotCreated() {
    Path absent = temporary.resolve("absent");
    List<Finding> findings =
        new Examination(new DataFolder(absent), LoopbackPorts.anyFree()).findings();
    assertTrue(
        findings.stream()
            .anyMatch(f -> f.status() == Status.WARNING && f.found().equals("It does not exist")),
        findings::toString);
    assertTrue(findings.stream().noneMatch(f -> f.status() == Status.PROBLEM), findings::toString);
    assertFalse(Files.exists(absent));
  }

  @Test
  void aFolderOfAnotherProgramIsAProblem() throws IOException {
    Files.createFile(temporary.resolve("letter.txt"));
    List<Finding> findings = FolderChecks.of(new DataFolder(temporary));
    assertEquals(Status.PROBLEM, findings.get(0).status());
    assertTrue(findings.get(0).found().contains("letter.txt"), findings::toString);
  }

  @Test
  void theConfiguredModelsAreChecked() {
    List<Finding> findings = ModelChecks.ofConfigured();
    assertEquals(
        List.of(
            Finding.ok(
                "Models",
                "Their files match their SHA-256: echomotionnet-b0, echomotion-view,"
                    + " echomotion-study")),
        findings);
  }

  @Test
  void aDamagedModelIsAProblem() throws Exception {
    Path models = temporary.resolve("models");
    Path model = copyOfModel("echomotion-view", models);
    assertEquals(
        Status.OK,
        ModelChecks.of(Optional.of(models), "echomotionnet-b0-phantom", List.of("echomotion-view"))
            .stream()
            .filter(finding -> finding.found().contains("echomotion-view"))
            .findFirst()
            .map(Finding::status)
            .orElse(Status.OK));
    Path graph = model.resolve("saved_model.pb");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[1000] ^= 1;
    Files.write(graph, bytes);
    List<Finding> damaged =
        ModelChecks.of(Optional.of(models), "echomotion-view", List.of("echomotion-view"));
    assertTrue(
        damaged.stream()
            .anyMatch(
                f ->
                    f.status() == Status.PROBLEM && f.found().contains("do not match the SHA-256")),
        damaged::toString);
  }

  private static Path copyOfModel(String name, Path models) throws Exception {
    Path source =
        Path.of("../../segmentation-service/network/src/main/resources/models").resolve(name);
    Path target = models.resolve(name);
    try (Stream<Path> all = Files.walk(source)) {
      for (Path file : all.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return target;
  }
}
