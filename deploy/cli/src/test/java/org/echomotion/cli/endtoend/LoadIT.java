package org.echomotion.cli.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.cli.client.TestClients;
import org.echomotion.cli.client.UploadListener;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.standalone.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five processes with the settings as shipped, under a load at their limits: uploads of the largest
 * cines, readers who stop reading, and watchers, all at the same time.
 */
class LoadIT {

  private static final int UPLOADS = 20;
  private static final int READERS = 20;
  private static final int WATCHERS = 1000;

  /** Cines that are being analysed when the uploads begin, so that there is something to watch. */
  private static final int BEFORE = 2;

  /** As the probes of the chart. */
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(5);

  private static final long READ_LIMIT_SECONDS = 10;

  @TempDir Path folder;

  private final Queue<String> waits = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sending = new AtomicInteger();

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void theLargestLoadLosesNothingAndStaysWithinTheStatedMemory() throws Exception {
    List<Path> cines = cines();
    Map<Service, Integer> stated = StatedMemory.megabytes();
    assertEquals(Set.of(Service.values()), stated.keySet());
    try (ServicesUnderTest services = ServicesUnderTest.start()) {
      Map<Service, Long> pids = pids(services);
      String finished = ServicesUnderTest.newStudy("finished");
      services.bitsOf(finished, services.upload(finished).getClip().getClipId());
      List<RepeatedCheck> checks = checks(services, finished);
      String study = ServicesUnderTest.newStudy("load");
      List<Clip> clips;
      try {
        clips = underLoad(services, study, cines);
      } finally {
        checks.forEach(RepeatedCheck::close);
        checks.forEach(System.out::println);
        System.out.println("uploads waited " + waits.size() + " times");
        print(services, stated);
      }
      waits.forEach(reason -> assertEquals("server busy", reason));
      assertNothingLostOrDoubled(services, study, clips);
      assertKept(services, pids, checks, stated);
    }
  }

  /** Returns the clips of the uploads, once all watchers have seen that all clips are done. */
  private List<Clip> underLoad(ServicesUnderTest services, String study, List<Path> cines)
      throws Exception {
    long start = System.nanoTime();
    int port = services.platform().port(Service.INGEST);
    try (Uploads uploads = new Uploads(services, study)) {
      List<Clip> clips = new ArrayList<>(uploads.send(cines.subList(0, BEFORE)));
      try (Watchers watchers = new Watchers(port, study, BEFORE + UPLOADS, WATCHERS);
          StalledReaders readers = new StalledReaders(port, clips.get(0).getClipId(), READERS)) {
        Eventually.holds("everyone watches", () -> watchers.watching() == WATCHERS);
        Eventually.holds("all readers are stalled", () -> readers.stalled() == READERS);
        Future<List<Clip>> all = uploads.start(cines.subList(BEFORE, cines.size()));
        Eventually.holds(
            "all at the same time",
            () ->
                sending.get() == UPLOADS
                    && watchers.watching() == WATCHERS
                    && readers.stalled() == READERS);
        clips.addAll(all.get());
        System.out.printf("all uploads were stored after %.0f s%n", seconds(start));
        while (watchers.done() < WATCHERS && watchers.failures().isEmpty()) {
          Thread.sleep(500);
        }
        System.out.printf("all clips were done after %.0f s%n", seconds(start));
        assertEquals(List.of(), watchers.failures());
        assertEquals(List.of(), readers.failures());
        long ended =
            Files.readAllLines(services.log(Service.INGEST)).stream()
                .filter(line -> line.contains("A caller does not read"))
                .count();
        System.out.println("streams that were ended because nobody read them: " + ended);
        assertTrue(ended >= READERS, "ended streams: " + ended);
      }
      return clips;
    }
  }

  /** Each result of such a cine has 200 kB. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void watchersOfLongResultsStayWithinTheStatedMemory() throws Exception {
    List<Path> cines = new LargeCines(folder).longest(3);
    Map<Service, Integer> stated = StatedMemory.megabytes();
    try (ServicesUnderTest services = ServicesUnderTest.start()) {
      Map<Service, Long> pids = pids(services);
      String finished = ServicesUnderTest.newStudy("finished");
      services.bitsOf(finished, services.upload(finished).getClip().getClipId());
      List<RepeatedCheck> checks = checks(services, finished);
      String study = ServicesUnderTest.newStudy("long");
      try (Uploads uploads = new Uploads(services, study)) {
        uploads.send(cines.subList(0, 1));
        int port = services.platform().port(Service.EF);
        try (ResultWatchers watchers = new ResultWatchers(port, study, cines.size(), WATCHERS)) {
          uploads.send(cines.subList(1, cines.size()));
          while (watchers.done() < WATCHERS && watchers.failures().isEmpty()) {
            Thread.sleep(500);
          }
          assertEquals(List.of(), watchers.failures());
        }
      } finally {
        checks.forEach(RepeatedCheck::close);
        checks.forEach(System.out::println);
        print(services, stated);
      }
      assertKept(services, pids, checks, stated);
    }
  }

  private static void assertKept(
      ServicesUnderTest services,
      Map<Service, Long> pids,
      List<RepeatedCheck> checks,
      Map<Service, Integer> stated)
      throws IOException {
    assertEquals(pids, pids(services), "no process has ended");
    for (RepeatedCheck check : checks) {
      assertTrue(check.count() > 0, check::toString);
      assertEquals(List.of(), check.failures());
    }
    for (Service service : Service.values()) {
      long peak = StatedMemory.peakMegabytes(services.platform().process(service).handle());
      assertTrue(peak <= stated.get(service), service + " took " + peak + " MB");
    }
  }

  private List<Path> cines() throws Exception {
    LargeCines large = new LargeCines(folder);
    List<Path> longest = large.longest(BEFORE + 8);
    List<Path> cines = new ArrayList<>(longest.subList(BEFORE, longest.size()));
    cines.addAll(large.finest(8));
    cines.addAll(large.heaviest(4));
    Collections.rotate(cines, 4);
    assertEquals(UPLOADS, cines.size());
    cines.addAll(0, longest.subList(0, BEFORE));
    return cines;
  }

  /** Uploads as the command makes them: they wait as a busy platform says. */
  private final class Uploads implements AutoCloseable {

    private final ServicesUnderTest services;
    private final String study;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Uploads(ServicesUnderTest services, String study) {
      this.services = services;
      this.study = study;
    }

    Future<List<Clip>> start(List<Path> cines) {
      return threads.submit(() -> send(cines));
    }

    List<Clip> send(List<Path> cines) throws Exception {
      List<Future<UploadClipResponse>> answers = new ArrayList<>();
      for (Path cine : cines) {
        answers.add(threads.submit(() -> send(cine)));
      }
      List<Clip> clips = new ArrayList<>();
      for (Future<UploadClipResponse> answer : answers) {
        assertTrue(!answer.get().getAlreadyKnown());
        clips.add(answer.get().getClip());
      }
      return clips;
    }

    private UploadClipResponse send(Path cine) throws Exception {
      sending.incrementAndGet();
      try {
        return services.client().upload(cine, study, View.VIEW_A4C, false, new Waits());
      } finally {
        sending.decrementAndGet();
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }

  private final class Waits implements UploadListener {

    @Override
    public void sent(long bytes) {}

    @Override
    public void waits(String reason) {
      waits.add(reason);
    }
  }

  private static List<RepeatedCheck> checks(ServicesUnderTest services, String finished) {
    List<RepeatedCheck> checks = new ArrayList<>();
    HttpClient http = HttpClient.newHttpClient();
    for (Service service : Service.inOrderOfTheData()) {
      HttpRequest health =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:"
                          + services.platform().managementPort(service)
                          + "/q/health"))
              .timeout(HEALTH_LIMIT)
              .build();
      checks.add(
          new RepeatedCheck(
              "health of " + service.id(),
              () -> {
                HttpResponse<String> answer = http.send(health, BodyHandlers.ofString());
                return answer.statusCode() == 200;
              }));
    }
    ManagedChannel ingest = TestClients.channel(services.client(), Service.INGEST);
    GetStudyRequest study = GetStudyRequest.newBuilder().setStudyKey(finished).build();
    checks.add(
        new RepeatedCheck(
            "a study",
            () ->
                IngestServiceGrpc.newBlockingStub(ingest)
                        .withDeadlineAfter(READ_LIMIT_SECONDS, TimeUnit.SECONDS)
                        .getStudy(study)
                        .getStudy()
                        .getClips(0)
                        .getProgress()
                        .getStage()
                    == Stage.STAGE_EXPLAINED));
    ManagedChannel ef = TestClients.channel(services.client(), Service.EF);
    EjectionFraction before = services.client().results(finished, true).orElseThrow().getResults(0);
    GetEjectionFractionRequest result =
        GetEjectionFractionRequest.newBuilder().setStudyKey(finished).setIncludePoor(true).build();
    checks.add(
        new RepeatedCheck(
            "a result",
            () ->
                EjectionFractionServiceGrpc.newBlockingStub(ef)
                    .withDeadlineAfter(READ_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .getEjectionFraction(result)
                    .getResults(0)
                    .equals(before)));
    return checks;
  }

  private static void assertNothingLostOrDoubled(
      ServicesUnderTest services, String study, List<Clip> clips) throws Exception {
    assertEquals(BEFORE + UPLOADS, clips.size());
    Set<String> ids = new HashSet<>();
    for (Clip clip : services.client().study(study).getClipsList()) {
      assertEquals(Stage.STAGE_EXPLAINED, clip.getProgress().getStage(), clip::toString);
      ids.add(clip.getClipId());
    }
    Set<String> acknowledged = new HashSet<>();
    for (Clip clip : clips) {
      acknowledged.add(clip.getClipId());
      for (String table : ServicesUnderTest.TABLES) {
        assertEquals(1, services.rows(table, clip.getClipId()), table);
      }
    }
    assertEquals(acknowledged, ids);
    assertEquals(BEFORE + UPLOADS, ids.size());
    assertEquals(
        BEFORE + UPLOADS, services.client().results(study, true).orElseThrow().getResultsCount());
  }

  private static Map<Service, Long> pids(ServicesUnderTest services) {
    Map<Service, Long> pids = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      ProcessHandle process = services.platform().process(service).handle();
      assertTrue(process.isAlive(), () -> service + " has ended; see " + services.log(service));
      pids.put(service, process.pid());
    }
    return pids;
  }

  private static void print(ServicesUnderTest services, Map<Service, Integer> stated) {
    System.out.printf("| service | stated | measured |%n|---|---|---|%n");
    for (Service service : Service.values()) {
      String peak;
      try {
        peak = StatedMemory.peakMegabytes(services.platform().process(service).handle()) + " MB";
      } catch (IOException e) {
        peak = "it has ended";
      }
      System.out.printf("| %s | %d MB | %s |%n", service.id(), stated.get(service), peak);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
