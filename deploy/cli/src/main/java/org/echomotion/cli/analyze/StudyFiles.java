package org.echomotion.cli.analyze;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.echomotion.ingest.CineRecipe;

/**
 * The cines named on a command line. A folder or its DICOMDIR means all cines in it.
 *
 * @param files the cines, in the order of the command line; within a folder by name
 * @param fromFolders the cines found in a folder; it is not an error of the command line if such a
 *     file is in fact a still image or a report
 * @param problems one line for each argument that cannot be used
 */
record StudyFiles(List<Path> files, Set<Path> fromFolders, List<String> problems) {

  private static final String DICOMDIR = "DICOMDIR";

  /** DICOM media nest folders for study, series and image. */
  private static final int DEPTH = 8;

  private static final int MOST_FILES = 1_000;

  /**
   * Finds the cines.
   *
   * @throws IOException if a folder cannot be read
   */
  static StudyFiles of(List<Path> arguments) throws IOException {
    List<Path> files = new ArrayList<>();
    Set<Path> fromFolders = new LinkedHashSet<>();
    List<String> problems = new ArrayList<>();
    for (Path argument : arguments) {
      boolean index = isIndex(argument) && Files.isRegularFile(argument);
      if (index || Files.isDirectory(argument)) {
        Path folder = index ? argument.toAbsolutePath().resolveSibling("") : argument;
        List<Path> found = cinesIn(folder);
        if (found.isEmpty()) {
          problems.add(argument + ": the folder contains no DICOM file and no video.");
        } else if (found.size() > MOST_FILES) {
          problems.add(
              argument
                  + ": the folder contains more than %,d cines. Name the files of one study."
                      .formatted(MOST_FILES));
        } else {
          files.addAll(found);
          fromFolders.addAll(found);
        }
      } else if (Files.isRegularFile(argument) && Files.isReadable(argument)) {
        files.add(argument);
      } else {
        problems.add(argument + ": there is no such file, or it is not readable.");
      }
    }
    return new StudyFiles(files, fromFolders, problems);
  }

  private static List<Path> cinesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder, DEPTH)) {
      return entries
          .filter(path -> !isHidden(path) && !isIndex(path))
          .filter(path -> Files.isRegularFile(path) && Files.isReadable(path))
          .filter(StudyFiles::looksLikeACine)
          .sorted()
          .limit(MOST_FILES + 1L)
          .toList();
    }
  }

  private static boolean isIndex(Path path) {
    return path.getFileName() != null && DICOMDIR.equalsIgnoreCase(path.getFileName().toString());
  }

  private static boolean isHidden(Path path) {
    return path.getFileName() == null || path.getFileName().toString().startsWith(".");
  }

  private static boolean looksLikeACine(Path file) {
    try {
      return CineRecipe.STANDARD.decoders().accept(file);
    } catch (IOException e) {
      return false;
    }
  }
}
