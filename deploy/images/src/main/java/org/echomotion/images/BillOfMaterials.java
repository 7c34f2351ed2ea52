package org.echomotion.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;

/** The bill of materials of an image, in the format CycloneDX 1.6. */
final class BillOfMaterials {

  private BillOfMaterials() {}

  /**
   * Returns the bill of materials as JSON. It states no time, so the same libraries give the same
   * bytes.
   *
   * @param program the name of the image
   * @param version of EchoMotion
   */
  static byte[] json(String program, String version, List<Library> libraries, Licences licences)
      throws IOException {
    Bom bom = new Bom();
    Metadata metadata = new Metadata();
    metadata.setTimestamp(null);
    Component self = new Component();
    self.setType(Component.Type.APPLICATION);
    self.setGroup("org.echomotion");
    self.setName(program);
    self.setVersion(version);
    metadata.setComponent(self);
    bom.setMetadata(metadata);
    for (Library library : libraries) {
      bom.addComponent(component(library, licences));
    }
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom)
          .toJsonString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (GeneratorException e) {
      throw new IOException("The bill of materials of " + program + " cannot be written", e);
    }
  }

  private static Component component(Library library, Licences licences) throws IOException {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setGroup(library.group());
    component.setName(library.name());
    component.setVersion(library.version());
    component.setPurl(
        "pkg:maven/%s/%s@%s%s"
            .formatted(
                library.group(),
                library.name(),
                library.version(),
                library.classifier().isEmpty() ? "" : "?classifier=" + library.classifier()));
    component.setBomRef(component.getPurl());
    component.addHash(new Hash(Hash.Algorithm.SHA_256, sha256(library)));
    LicenseChoice choice = new LicenseChoice();
    for (String name : licences.names(library)) {
      License licence = new License();
      licence.setName(name);
      choice.addLicense(licence);
    }
    if (choice.getLicenses() != null) {
      component.setLicenses(choice);
    }
    return component;
  }

  private static String sha256(Library library) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(library.jar())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
