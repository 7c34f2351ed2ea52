package org.echomotion.xai.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echomotion.tenant.Actor;
import org.echomotion.xai.explain.Artefact;
import org.echomotion.xai.settings.XaiSettings;

/**
 * Bytes of artefacts, in {@code <directory>/<tenant>/<clip>/<explanation>/<artefact>}. A file is
 * either absent or complete and on disk. Paths consist of tenants, of UUIDs and of the names in
 * {@link Artefact.Kind}, and never contain input from clients.
 */
@ApplicationScoped
public class BlobDirectory {

  private static final Pattern CLIP = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Path directory;

  @Inject
  BlobDirectory(XaiSettings settings) {
    this(settings.blobDirectory());
  }

  BlobDirectory(Path directory) {
    this.directory = directory.toAbsolutePath();
    adoptClipsWithoutTenant();
  }

  /** Moves clips of versions without tenants from the directory itself to the local tenant. */
  private void adoptClipsWithoutTenant() {
    Path tenant = directory.resolve(Actor.LOCAL_TENANT);
    try {
      for (Path clip : children(directory)) {
        if (CLIP.matcher(clip.getFileName().toString()).matches()) {
          Files.createDirectories(tenant);
          Files.move(clip, tenant.resolve(clip.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The key of one explanation's bytes.
   *
   * @param tenant the tenant, checked
   * @param clipId the clip
   * @param explanationId the explanation
   */
  public record Place(String tenant, UUID clipId, UUID explanationId) {}

  /**
   * Writes one artefact; returns when it is on disk.
   *
   * @throws UncheckedIOException if the disk is full or not writable
   */
  public void write(Place place, Artefact artefact) {
    Path folder = folder(place);
    Path file = folder.resolve(artefact.kind().fileName());
    Path unfinished = folder.resolve("." + artefact.kind().fileName() + ".unfinished");
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(artefact.bytes());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      force(folder);
      force(clip(place.tenant(), place.clipId()));
      force(directory.resolve(place.tenant()));
      force(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the path of an artefact's bytes, which may not exist yet. */
  public Path file(Place place, Artefact.Kind kind) {
    return folder(place).resolve(kind.fileName());
  }

  /** Deletes all explanations of a clip, and the tenant's folder if it was the last clip. */
  public void remove(String tenant, UUID clipId) {
    removeTree(clip(tenant, clipId));
    delete(directory.resolve(tenant));
  }

  /** Deletes one explanation, and the clip's folder if it was the last one. */
  public void remove(Place place) {
    removeTree(folder(place));
    delete(clip(place.tenant(), place.clipId()));
  }

  /** Returns the tenants that have a folder. */
  public List<String> tenants() {
    return children(directory).stream()
        .map(folder -> folder.getFileName().toString())
        .filter(Actor::isTenant)
        .toList();
  }

  /** Returns a tenant's explanations last written before a time. */
  public List<Place> untouchedSince(String tenant, Instant before) {
    List<Place> places = new ArrayList<>();
    for (Path clip : children(directory.resolve(tenant))) {
      for (Path explanation : children(clip)) {
        try {
          if (Files.getLastModifiedTime(explanation).toInstant().isBefore(before)) {
            places.add(
                new Place(
                    tenant,
                    UUID.fromString(clip.getFileName().toString()),
                    UUID.fromString(explanation.getFileName().toString())));
          }
        } catch (IllegalArgumentException e) {
          // Not named by this service, so it is ignored.
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return places;
  }

  private Path folder(Place place) {
    return clip(place.tenant(), place.clipId()).resolve(place.explanationId().toString());
  }

  private Path clip(String tenant, UUID clipId) {
    return directory.resolve(tenant).resolve(clipId.toString());
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeTree(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      tree.sorted(Comparator.reverseOrder()).forEach(BlobDirectory::delete);
    } catch (NoSuchFileException e) {
      // It is also being deleted elsewhere.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      // The folder is not empty, or is being written to. The next sweep tries again.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new name in a directory survives a power failure only if the directory itself is on disk. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
