package org.echomotion.cli.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Measures the memory of this process and of all processes that it started: the sum of their
 * proportional set sizes (Linux). Each shared page counts once in this sum.
 */
final class ProcessTree implements AutoCloseable {

  private static final long PAUSE_MS = 250;
  private static final long KIB = 1024;

  private final Path data;
  private final Thread sampler;
  private volatile long peakBytes;

  private ProcessTree(Path data) {
    this.data = data;
    this.sampler = new Thread(this::sample, "memory-sampler");
    this.sampler.setDaemon(true);
  }

  /**
   * Starts measuring.
   *
   * @param data the data directory, which contains the process number of PostgreSQL: PostgreSQL is
   *     not in the process tree
   */
  static ProcessTree watch(Path data) {
    ProcessTree tree = new ProcessTree(data);
    tree.sampler.start();
    return tree;
  }

  long peakBytes() {
    return peakBytes;
  }

  private void sample() {
    while (!Thread.currentThread().isInterrupted()) {
      long sum =
          Stream.concat(
                  Stream.of(ProcessHandle.current()),
                  Stream.concat(ProcessHandle.current().descendants(), studyStore()))
              .map(ProcessHandle::pid)
              .distinct()
              .mapToLong(ProcessTree::proportionalSetSize)
              .sum();
      peakBytes = Math.max(peakBytes, sum);
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Stream<ProcessHandle> studyStore() {
    try {
      long pid =
          Long.parseLong(
              Files.readAllLines(data.resolve("postgresql/postmaster.pid")).get(0).strip());
      return ProcessHandle.of(pid).stream()
          .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.descendants()));
    } catch (IOException | RuntimeException e) {
      // PostgreSQL is not running yet.
      return Stream.of();
    }
  }

  private static long proportionalSetSize(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(Arrays.asList(line.split("\\s+")).get(1)) * KIB)
          .sum();
    } catch (IOException | RuntimeException e) {
      // The process has ended.
      return 0;
    }
  }

  @Override
  public void close() {
    sampler.interrupt();
  }
}
