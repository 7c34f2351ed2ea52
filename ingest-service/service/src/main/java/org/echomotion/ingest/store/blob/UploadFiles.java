package org.echomotion.ingest.store.blob;

import static java.util.Comparator.comparing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.echomotion.ingest.settings.IngestSettings;

/**
 * The files of uploads: {@code .uploads/<tenant>/<key>.<random>.part}. A file is used by one upload
 * at a time. If the upload breaks off, or the service stops, the file stays, so that its caller can
 * continue. It is deleted when the upload is complete, when it is old, or when the tenant has more
 * bytes than allowed.
 *
 * <p>The name of a file contains a hash of tenant and caller, so nobody else finds it.
 */
@ApplicationScoped
public class UploadFiles {

  private static final String FOLDER = ".uploads";
  private static final String PART = ".part";

  private final Path blobs;
  private final Path directory;
  private final long mostBytesKept;
  private final Set<Path> inUse = new HashSet<>();

  @Inject
  UploadFiles(IngestSettings settings) {
    this(settings.blobDirectory(), settings.keptUploadBytes().asLongValue());
  }

  UploadFiles(Path blobs, long mostBytesKept) {
    this.blobs = blobs.toAbsolutePath();
    this.directory = this.blobs.resolve(FOLDER);
    this.mostBytesKept = mostBytesKept;
  }

  /**
   * Creates the empty file of a new upload. The caller uses it until {@link #keep} or {@link
   * #delete}.
   */
  public synchronized Path create(UploadKey key) {
    Path folder = directory.resolve(key.caller().tenant());
    Path file = folder.resolve(key.fileName() + "." + UUID.randomUUID() + PART);
    try {
      Files.createDirectories(folder);
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inUse.add(file);
    return file;
  }

  /**
   * Takes the longest kept file of an upload. The caller uses it until {@link #keep} or {@link
   * #delete}.
   */
  public synchronized Optional<Path> take(UploadKey key) {
    Optional<Path> kept = longest(key);
    kept.ifPresent(inUse::add);
    return kept;
  }

  /** Returns the length of the file that {@link #take} would take, in bytes; 0 if there is none. */
  public synchronized long keptBytes(UploadKey key) {
    return longest(key).map(Path::toFile).map(File::length).orElse(0L);
  }

  private Optional<Path> longest(UploadKey key) {
    String prefix = key.fileName() + ".";
    return unused(directory.resolve(key.caller().tenant())).stream()
        .filter(file -> file.getFileName().toString().startsWith(prefix))
        .max(comparing(file -> file.toFile().length()));
  }

  /** Ends the use of a file. It stays for a while, unless it is empty. */
  public synchronized void keep(Path file) {
    if (file.toFile().length() == 0) {
      delete(file);
      return;
    }
    inUse.remove(file);
    long bytes = 0;
    List<Path> newestFirst =
        unused(file.resolveSibling("")).stream()
            .sorted(comparing((Path part) -> part.toFile().lastModified()).reversed())
            .toList();
    for (Path part : newestFirst) {
      bytes += part.toFile().length();
      if (bytes > mostBytesKept) {
        delete(part);
      }
    }
  }

  /** Deletes a file. A missing file is ignored. */
  public synchronized void delete(Path file) {
    inUse.remove(file);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes all kept files of a tenant. */
  public synchronized void deleteAll(String tenant) {
    Path folder = directory.resolve(tenant);
    unused(folder).forEach(this::delete);
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // An upload is still in progress. It is refused at its end, and its file is deleted then.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes old files that no upload uses.
   *
   * @param before only files last written before this instant are deleted
   * @return number of deleted files
   */
  public synchronized int sweep(Instant before) {
    List<Path> old =
        Stream.concat(unused(directory).stream(), ofEarlierVersions())
            .filter(file -> file.toFile().lastModified() < before.toEpochMilli())
            .toList();
    old.forEach(this::delete);
    return old.size();
  }

  /** Earlier versions stored uploads beside the folders of the blobs. */
  private Stream<Path> ofEarlierVersions() {
    return files(blobs, 1).stream()
        .filter(file -> file.getFileName().toString().startsWith("upload."));
  }

  private List<Path> unused(Path folder) {
    return files(folder, 2).stream().filter(file -> !inUse.contains(file)).toList();
  }

  private static List<Path> files(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> file.toString().endsWith(PART))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
