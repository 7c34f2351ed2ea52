package org.echomotion.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A migration that a study store has applied must never change, not even in a comment: Flyway
 * compares its checksum. Write a new migration instead.
 */
class MigrationsTest {

  private static final Map<String, String> SHA256 =
      Map.of(
          "V1__study_store.sql", "4988503ee3fe577ae52655c4fe6301156942a6291ceb3d0ecf32519ed7437d13",
          "V2__clip_remarks.sql",
              "cd3fd8f86b35c8e536312c56334ea3faf1141b0b17ea227104ac27134cb81460",
          "V3__clip_plane.sql", "478c26bdb9c6af9ce870a889366d0a46a8055eaba89652e762ad509d10e79948",
          "V4__tenants.sql", "f9429465d5ad9695f790b7ed353ddaf817c46e33331f4784e22a47ef93888997",
          "V5__audit.sql", "c86d8392c671333b87433772850252c340cb8c3aa1188976c5b38ea441c8c73b",
          "V6__annotation.sql", "a63f6c9b442cbd7c1b33386cd8bee87ac1453709d5de5ef0d772a96e33ae1651",
          "V7__waiting_clips.sql",
              "1942b26e38dd5cd644286176e8faabef1eec2c7123c2b82fca10e21d5669c8eb");

  @Test
  void neverChange() throws Exception {
    for (Map.Entry<String, String> migration : SHA256.entrySet()) {
      try (InputStream file =
          MigrationsTest.class.getResourceAsStream("/db/migration/" + migration.getKey())) {
        assertEquals(
            migration.getValue(),
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(file.readAllBytes())),
            migration.getKey());
      }
    }
  }
}
