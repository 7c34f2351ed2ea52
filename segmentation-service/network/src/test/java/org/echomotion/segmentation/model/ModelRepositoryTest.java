package org.echomotion.segmentation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {

  @TempDir static Path shared;
  @TempDir Path own;

  @BeforeAll
  static void writeModel() throws IOException {
    BrightnessModel.write(shared);
  }

  @Test
  void fingerprintIsWhatSha256sumOfTheListingGives() throws IOException {
    Files.createDirectories(own.resolve("variables"));
    Files.writeString(own.resolve("variables/b"), "two\n");
    Files.writeString(own.resolve("a.pb"), "one\n");
    Files.writeString(own.resolve("model.json"), "{}");
    // find * -type f ! -name model.json | LC_ALL=C sort | xargs sha256sum | sha256sum
    assertEquals(
        "b230f5ba09aae260bf696e7bfb2b39bfeeceaa38851d0de49cee3a343829b032",
        ModelFingerprint.of(own));
  }

  @Test
  void aLinkedModelHasTheFingerprintOfItsFiles() throws IOException {
    Path model = Files.createDirectories(own.resolve("mounted/..data"));
    Files.writeString(model.resolve("a.pb"), "one\n");
    Path linked = Files.createSymbolicLink(own.resolve("model"), model);
    Path ofLinks = Files.createDirectories(own.resolve("links"));
    Files.createSymbolicLink(ofLinks.resolve("a.pb"), model.resolve("a.pb"));
    assertEquals(ModelFingerprint.of(model), ModelFingerprint.of(linked));
    assertEquals(ModelFingerprint.of(model), ModelFingerprint.of(ofLinks));
  }

  @Test
  void refusesFilesThatAreNotWhatTheManifestStates() throws IOException {
    Path model = BrightnessModel.write(own);
    Path graph = model.resolve("saved_model.pb");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 1;
    Files.write(graph, bytes);
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class,
            () -> new ModelRepository(Optional.of(own)).open(BrightnessModel.NAME));
    assertEquals(SegmentationError.DAMAGED_MODEL, refused.code());
    assertTrue(refused.getMessage().contains("SHA-256"), refused.getMessage());
  }

  @Test
  void refusesAnotherInputShape() throws IOException {
    Path model = Files.createDirectories(own.resolve("m"));
    Files.writeString(
        model.resolve("model.json"),
        """
        {"name": "m", "version": "1", "sha256": "%s", "inputShape": [224, 224, 1],
         "preprocessingVersion": "v1", "licence": "Apache-2.0"}
        """
            .formatted(ModelFingerprint.of(model)));
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class, () -> new ModelRepository(Optional.of(own)).open("m"));
    assertTrue(refused.getMessage().contains("[224, 224, 1]"), refused.getMessage());
  }

  @Test
  void saysWhereItLookedForAModelThatIsNotThere() {
    EchoMotionException refused =
        assertThrows(
            EchoMotionException.class, () -> new ModelRepository(Optional.of(own)).open("other"));
    assertEquals(SegmentationError.NO_MODEL, refused.code());
    assertTrue(refused.getMessage().contains(own.toString()), refused.getMessage());
  }

  @Test
  void unpacksAModelFromAJarAndRemovesItAfterwards() throws IOException {
    Path jar = own.resolve("with space.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(shared.resolve(BrightnessModel.NAME))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry("models/" + shared.relativize(file)));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);
      ModelRepository.CheckedModel model =
          new ModelRepository(Optional.empty()).open(BrightnessModel.NAME);
      assertEquals(BrightnessModel.VERSION, model.manifest().version());
      assertTrue(Files.exists(model.files().resolve("variables/variables.index")));
      model.close();
      assertFalse(Files.exists(model.files()));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
