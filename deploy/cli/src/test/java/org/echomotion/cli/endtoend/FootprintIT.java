package org.echomotion.cli.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.echomotion.standalone.Service;
import org.junit.jupiter.api.Test;

/**
 * What each service needs: time to start, memory, processor time of a study, and how many reads it
 * answers. It asserts nothing about the figures: they depend on the machine.
 */
class FootprintIT {

  private static final int STARTS = 5;
  private static final int STUDIES = 10;
  private static final int CALLERS = 4;
  private static final int SECONDS = 10;
  private static final double TICKS_PER_SECOND = 100;

  @Test
  void measures() throws Exception {
    try (ServicesUnderTest services = ServicesUnderTest.start()) {
      Map<Service, Double> starts = new EnumMap<>(Service.class);
      for (Service service : Service.inOrderOfTheData()) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
          services.platform().process(service).kill();
          long begin = System.nanoTime();
          services.restart(service);
          seconds.add((System.nanoTime() - begin) / 1e9);
        }
        starts.put(service, seconds.stream().sorted().toList().get(STARTS / 2));
      }
      Map<Service, Long> idle = megabytes(services, "VmRSS");
      study(services);
      Map<Service, Double> before = processorSeconds(services);
      String[] last = {};
      for (int i = 0; i < STUDIES; i++) {
        last = study(services);
      }
      Map<Service, Double> after = processorSeconds(services);
      Map<Service, Long> working = megabytes(services, "VmRSS");
      System.out.println("service            start s   MB idle   MB after   CPU s/study   reads/s");
      for (Service service : Service.inOrderOfTheData()) {
        System.out.printf(
            "%-18s %7.2f %9d %10d %13.2f %9s%n",
            service.id(),
            starts.get(service),
            idle.get(service),
            working.get(service),
            (after.get(service) - before.get(service)) / STUDIES,
            path(service, last).isEmpty()
                ? ""
                : readsPerSecond(services.platform().port(service), path(service, last)));
      }
    }
  }

  /** Returns the key of a study and the identifier of its clip. */
  private static String[] study(ServicesUnderTest services) throws Exception {
    String study = ServicesUnderTest.newStudy("footprint");
    String clip = services.upload(study).getClip().getClipId();
    services.bitsOf(study, clip);
    return new String[] {study, clip};
  }

  private static String path(Service service, String[] study) {
    return switch (service) {
      case INGEST -> "/v1/studies/" + study[0];
      case SEGMENTATION -> "";
      case EF -> "/v1/studies/" + study[0] + "/ejection-fraction";
      case XAI -> "/v1/clips/" + study[1] + "/explanation/curve.png";
      case ACTIVE_LEARNING -> "/v1/annotation/frames";
    };
  }

  private static long readsPerSecond(int port, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    // The first half warms up.
    reads(client, request);
    return reads(client, request) / SECONDS;
  }

  private static long reads(HttpClient client, HttpRequest request) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      long end = System.nanoTime() + SECONDS * 1_000_000_000L;
      Callable<Long> caller =
          () -> {
            long count = 0;
            for (; System.nanoTime() < end; count++) {
              assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
            }
            return count;
          };
      long all = 0;
      for (Future<Long> count :
          callers.invokeAll(Stream.generate(() -> caller).limit(CALLERS).toList())) {
        all += count.get();
      }
      return all;
    } finally {
      callers.shutdown();
    }
  }

  private static Map<Service, Long> megabytes(ServicesUnderTest services, String field)
      throws IOException {
    Map<Service, Long> all = new EnumMap<>(Service.class);
    for (Service service : Service.inOrderOfTheData()) {
      try (Stream<String> lines = Files.lines(process(services, service).resolve("status"))) {
        String line =
            lines.filter(found -> found.startsWith(field + ":")).findFirst().orElseThrow();
        all.put(service, Long.parseLong(line.replaceAll("\\D", "")) / 1024);
      }
    }
    return all;
  }

  /** Processor time since the process began, of all its threads. */
  private static Map<Service, Double> processorSeconds(ServicesUnderTest services)
      throws IOException {
    Map<Service, Double> all = new EnumMap<>(Service.class);
    for (Service service : Service.inOrderOfTheData()) {
      String stat = Files.readString(process(services, service).resolve("stat"));
      // The name of the program comes second, in brackets, and can contain spaces.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      all.put(
          service, (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND);
    }
    return all;
  }

  private static Path process(ServicesUnderTest services, Service service) {
    return Path.of("/proc", Long.toString(services.platform().process(service).handle().pid()));
  }
}
