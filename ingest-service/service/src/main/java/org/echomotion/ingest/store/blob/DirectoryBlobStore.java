package org.echomotion.ingest.store.blob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.tenant.Actor;

/** Blobs as files of a directory: {@code <folder>/<file>}. */
@ApplicationScoped
public class DirectoryBlobStore implements BlobStore {

  private static final String UNFINISHED = ".part";

  private static final Pattern FRAMES = Pattern.compile("[0-9a-f-]{36}\\.(working|display)");

  private final Path directory;
  private final BlobReader reader;

  @Inject
  DirectoryBlobStore(IngestSettings settings) {
    this(settings.blobDirectory());
  }

  DirectoryBlobStore(Path directory) {
    this.directory = directory.toAbsolutePath();
    this.reader = new DirectoryBlobReader(this.directory);
    try {
      Files.createDirectories(this.directory);
      adoptBlobsWithoutFolder();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves blobs of versions without tenants from the directory itself to the local tenant. */
  private void adoptBlobsWithoutFolder() throws IOException {
    Path folder = directory.resolve(Actor.LOCAL_TENANT);
    for (Path file : files(directory)) {
      if (FRAMES.matcher(file.getFileName().toString()).matches()) {
        Files.createDirectories(folder);
        Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  @Override
  public void put(String name, Content content) {
    Path blob = directory.resolve(name);
    Path unfinished = directory.resolve(name + "." + UUID.randomUUID() + UNFINISHED);
    try {
      Path folder = folderOf(blob);
      try (FileChannel channel =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(unfinished, blob, StandardCopyOption.ATOMIC_MOVE);
      sync(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      removeFile(unfinished);
    }
  }

  /** Returns the existing folder of a blob. */
  private Path folderOf(Path blob) throws IOException {
    Path folder = blob.resolveSibling("");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      sync(directory);
    }
    return folder;
  }

  /** Writes a directory itself to disk, so that a new name in it survives a power failure. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long length(String name) {
    return reader.length(name);
  }

  @Override
  public byte[] read(String name, long offset, int length) {
    return reader.read(name, offset, length);
  }

  @Override
  public void delete(String name) {
    removeFile(directory.resolve(name));
  }

  @Override
  public List<String> folders() {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isDirectory).map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Listed> list(String folder) {
    return listed(folder + "/", directory.resolve(folder));
  }

  @Override
  public void deleteFolder(String folder) {
    try {
      Files.deleteIfExists(directory.resolve(folder));
    } catch (DirectoryNotEmptyException e) {
      // A blob is being written. The orphan sweep deletes it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Listed> listed(String prefix, Path folder) {
    List<Listed> listed = new ArrayList<>();
    try {
      for (Path file : files(folder)) {
        listed.add(
            new Listed(prefix + file.getFileName(), Files.getLastModifiedTime(file).toInstant()));
      }
    } catch (NoSuchFileException e) {
      // Deleted meanwhile. The next call lists the others.
      return listed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return listed;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void removeFile(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
