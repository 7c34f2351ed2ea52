package org.echomotion.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UploadNameTest {

  @Test
  void keepsAPlainName() {
    assertEquals("Clip 1 of 2.AVI", UploadName.of(Path.of("folder/Clip 1 of 2.AVI")));
  }

  @Test
  void replacesWhatIsNotPlain() {
    assertEquals("a_b_c.dcm", UploadName.of(Path.of("folder", "a\\b\nc.dcm")));
    assertEquals("_", UploadName.of(Path.of("..")));
    assertEquals(255, UploadName.of(Path.of("x".repeat(300))).length());
  }
}
