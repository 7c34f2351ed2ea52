package org.echomotion.standalone.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Recognises a database that comes from an older backup than the frames. The frames of newer clips
 * then have no row, and ingest-service would delete them as leftovers of uploads.
 */
final class OlderDatabase {

  private static final Pattern FRAMES = Pattern.compile("([0-9a-f-]{36})\\.(working|display)");

  /** An upload is recorded before it begins. Its frames are written within this time. */
  private static final Duration LONGEST_UPLOAD = Duration.ofHours(1);

  private OlderDatabase() {}

  /**
   * Returns frames without a row that were written after everything that the database knows.
   *
   * @param frames the blobs of ingest-service
   */
  static List<Path> framesAfter(DataSource database, Path frames) throws IOException, SQLException {
    if (!Files.isDirectory(frames)) {
      return List.of();
    }
    try (Connection connection = database.getConnection()) {
      Instant end = lastEntry(connection).plus(LONGEST_UPLOAD);
      List<Path> newer;
      try (Stream<Path> all = Files.walk(frames, 2)) {
        newer = all.filter(file -> isFrames(file) && writtenAt(file).isAfter(end)).toList();
      }
      List<Path> lost = new ArrayList<>();
      try (PreparedStatement row =
          connection.prepareStatement("select from ingest.clip where id = ?")) {
        for (Path file : newer) {
          row.setObject(1, UUID.fromString(file.getFileName().toString().substring(0, 36)));
          try (ResultSet found = row.executeQuery()) {
            if (!found.next()) {
              lost.add(file);
            }
          }
        }
      }
      return lost;
    }
  }

  private static Instant lastEntry(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "select extract(epoch from greatest((select max(at) from audit.entry),"
                    + " (select max(created_at) from ingest.clip), to_timestamp(0)))");
        ResultSet answer = query.executeQuery()) {
      answer.next();
      return Instant.ofEpochSecond(answer.getLong(1));
    }
  }

  private static boolean isFrames(Path file) {
    return FRAMES.matcher(file.getFileName().toString()).matches();
  }

  private static Instant writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
