package org.echomotion.images;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A jar of an application.
 *
 * @param classifier empty: none
 */
record Library(String group, String name, String version, String classifier, Path jar) {

  /** Whether it is part of EchoMotion itself. */
  boolean isOwn() {
    return group.equals("org.echomotion");
  }

  /** Returns {@code group:name:version}, with the classifier at the end if there is one. */
  String coordinates() {
    return group + ":" + name + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier);
  }

  /**
   * Returns the libraries of a Quarkus application, sorted by coordinates.
   *
   * @param application the folder {@code quarkus-app}
   * @throws IOException if a jar is missing, or if a jar is not in Quarkus' list of dependencies
   */
  static List<Library> of(Path application) throws IOException {
    Map<String, Path> jars = new HashMap<>();
    for (String folder : List.of("boot", "main")) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(application.resolve("lib").resolve(folder), "*.jar")) {
        files.forEach(jar -> jars.put(jar.getFileName().toString(), jar));
      }
    }
    List<Library> libraries = new ArrayList<>();
    for (String line : Files.readAllLines(application.resolve("quarkus-app-dependencies.txt"))) {
      // group:name:classifier:type:version
      String[] part = line.split(":", -1);
      String classifier = part[2];
      String file =
          "%s.%s-%s%s.jar"
              .formatted(part[0], part[1], part[4], classifier.isEmpty() ? "" : "-" + classifier);
      Path jar = jars.remove(file);
      if (jar != null) {
        libraries.add(new Library(part[0], part[1], part[4], classifier, jar));
      }
    }
    if (!jars.isEmpty()) {
      throw new IOException(
          "quarkus-app-dependencies.txt of " + application + " does not list " + jars.keySet());
    }
    libraries.sort(Comparator.comparing(Library::coordinates));
    return libraries;
  }
}
