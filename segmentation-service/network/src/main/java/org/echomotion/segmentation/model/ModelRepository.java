package org.echomotion.segmentation.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;

/**
 * Finds model directories: {@code <directory>/<name>}, or {@code models/<name>} on the class path.
 * A model directory is a SavedModel with a {@code model.json}.
 */
public final class ModelRepository {

  static final String MANIFEST = "model.json";
  private static final String CLASS_PATH_ROOT = "models/";

  private final Optional<Path> directory;

  /**
   * @param directory parent of model directories; empty: those on the class path
   */
  public ModelRepository(Optional<Path> directory) {
    this.directory = directory;
  }

  /**
   * A model with checked files.
   *
   * @param manifest its manifest
   * @param files the saved model
   * @param unpacked whether {@code files} is a temporary copy
   */
  public record CheckedModel(ModelManifest manifest, Path files, boolean unpacked)
      implements AutoCloseable {

    /** Deletes unpacked files; a loaded engine does not need them. */
    @Override
    public void close() {
      if (unpacked) {
        removeTree(files);
      }
    }
  }

  /**
   * Finds a model of frames and checks its files against their fingerprint.
   *
   * @throws EchoMotionException {@link SegmentationError#NO_MODEL} or {@link
   *     SegmentationError#DAMAGED_MODEL}
   */
  public CheckedModel open(String name) {
    if (directory.isPresent() && !isIn(directory.get(), name)) {
      throw new EchoMotionException(SegmentationError.NO_MODEL, name, directory.get());
    }
    CheckedModel model = openAny(name);
    String flaw = model.manifest().frameFlaw();
    if (!flaw.isEmpty()) {
      model.close();
      throw new EchoMotionException(SegmentationError.DAMAGED_MODEL, name, flaw);
    }
    return model;
  }

  private static boolean isIn(Path directory, String name) {
    return Files.isRegularFile(directory.resolve(name).resolve(MANIFEST));
  }

  /**
   * Finds a model of any tensors, first in the directory, then on the class path. A directory with
   * another model of frames therefore needs no copies of the other models.
   *
   * @throws EchoMotionException {@link SegmentationError#NO_MODEL} or {@link
   *     SegmentationError#DAMAGED_MODEL}
   */
  public CheckedModel openAny(String name) {
    if (directory.isPresent() && isIn(directory.get(), name)) {
      return checked(name, directory.get().resolve(name), false);
    }
    URL manifest =
        Thread.currentThread()
            .getContextClassLoader()
            .getResource(CLASS_PATH_ROOT + name + "/" + MANIFEST);
    if (manifest == null) {
      throw new EchoMotionException(SegmentationError.NO_MODEL, name, "the program");
    }
    Path files = unpack(name, manifest);
    try {
      return checked(name, files, true);
    } catch (RuntimeException e) {
      removeTree(files);
      throw e;
    }
  }

  private static CheckedModel checked(String name, Path files, boolean unpacked) {
    try {
      ModelManifest manifest =
          new ObjectMapper().readValue(files.resolve(MANIFEST).toFile(), ModelManifest.class);
      String flaw = manifest.flaw();
      if (flaw.isEmpty() && !ModelFingerprint.of(files).equals(manifest.sha256())) {
        flaw = "its files do not match the SHA-256 in its model.json";
      }
      if (!flaw.isEmpty()) {
        throw new EchoMotionException(SegmentationError.DAMAGED_MODEL, name, flaw);
      }
      return new CheckedModel(manifest, files, unpacked);
    } catch (IOException e) {
      throw new EchoMotionException(
          e, SegmentationError.DAMAGED_MODEL, name, "its files cannot be read");
    }
  }

  private static Path unpack(String name, URL manifest) {
    try {
      Path target = Files.createTempDirectory("echomotion-model-");
      URI uri = manifest.toURI();
      if (!uri.getScheme().equals("jar")) {
        copyTree(Objects.requireNonNull(Path.of(uri).getParent()), target);
        return target;
      }
      String inJar = uri.getSchemeSpecificPart();
      Path jar =
          Path.of(URI.create(inJar.substring(0, inJar.lastIndexOf("!/")).replace(" ", "%20")));
      try (FileSystem contents = FileSystems.newFileSystem(jar, (ClassLoader) null)) {
        copyTree(contents.getPath(CLASS_PATH_ROOT, name), target);
      }
      return target;
    } catch (IOException | URISyntaxException e) {
      throw new EchoMotionException(
          e, SegmentationError.DAMAGED_MODEL, name, "its files cannot be unpacked");
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path source : all) {
      Path target = to.resolve(from.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else {
        Files.copy(source, target);
      }
    }
  }

  private static void removeTree(Path root) {
    try (Stream<Path> walk = Files.walk(root)) {
      walk.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException e) {
      // It is in the temporary directory, which the system clears.
      root.toFile().deleteOnExit();
    }
  }
}
