package org.echomotion.segmentation.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows of ingest that a segmentation refers to. */
final class StudyRows {

  private StudyRows() {}

  static void insert(DataSource database, UUID study, UUID clip, int frames) throws SQLException {
    try (Connection connection = database.getConnection()) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into ingest.study (id, key, created_at) values (?, ?, now())")) {
        insert.setObject(1, study);
        insert.setString(2, study.toString());
        insert.execute();
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              insert into ingest.clip (id, study_id, sha256, source_format, view, frame_count,
                frame_rate_hz, display_height, display_width, working_height, working_width,
                working_scale, offset_x, offset_y, preprocessing_version, created_at, stage)
              values (?, ?, repeat('0', 64), 'AVI', 'A4C', ?, 50, 112, 112, 112, 112, 1, 0, 0, 'v1',
                now(), 'INGESTED')
              """)) {
        insert.setObject(1, clip);
        insert.setObject(2, study);
        insert.setInt(3, frames);
        insert.execute();
      }
    }
  }

  static void deleteStudy(DataSource database, UUID study) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("delete from ingest.study where id = ?")) {
      delete.setObject(1, study);
      delete.execute();
    }
  }

  /** Rows of {@code segmentation.clip_segmentation} and of {@code frame_segmentation} of a clip. */
  static int[] count(DataSource database, UUID clip) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select count(distinct c.id), count(f.frame_index)
                from segmentation.clip_segmentation c
                left join segmentation.frame_segmentation f on f.segmentation_id = c.id
                where c.clip_id = ?
                """)) {
      select.setObject(1, clip);
      try (ResultSet result = select.executeQuery()) {
        result.next();
        return new int[] {result.getInt(1), result.getInt(2)};
      }
    }
  }
}
