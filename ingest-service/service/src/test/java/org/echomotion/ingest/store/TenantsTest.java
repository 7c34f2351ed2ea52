package org.echomotion.ingest.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import javax.sql.DataSource;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.api.IngestChannels;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.preprocess.Geometry;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.store.blob.BlobStore;
import org.echomotion.ingest.store.blob.FrameStore;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.tenant.StoreRoleRule;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL itself shows to a tenant. */
@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(IngestChannels.class)
class TenantsTest {

  private static final Actor NORTH = new Actor("north", "anna");
  private static final Actor SOUTH = new Actor("south", "bea");
  private static final Geometry GEOMETRY =
      new Geometry(2, 2, 2, 2, 1, 0, 0, OptionalDouble.empty());

  @Inject DataSource database;
  @Inject Actors actors;
  @Inject StudyStore studies;
  @Inject FrameStore frames;
  @Inject TenantStore tenants;
  @Inject StoreRoleRule role;
  @Inject BlobStore blobs;
  @Inject OrphanSweep sweep;

  @BeforeEach
  void addTwoHospitals() {
    for (Actor actor : List.of(NORTH, SOUTH)) {
      tenants.add(actor.tenant());
      actors.as(
          actor, () -> studies.page(100, Optional.empty()).studies().forEach(this::deleteWhole));
    }
  }

  private void deleteWhole(StoredStudy study) {
    studies.delete(study.key());
  }

  private UUID upload(Actor by) {
    UUID id = UUID.randomUUID();
    NewClip clip =
        new NewClip(
            id,
            "0".repeat(64),
            0,
            SourceFormat.AVI,
            EchoView.A4C,
            ViewSource.CALLER,
            2,
            50,
            GEOMETRY,
            new ClipRecording(StatedTimes.NONE, Optional.empty(), List.of()),
            "v1",
            Arrival.now());
    Admission admission = actors.as(by, () -> studies.admit("same-key", List.of(clip)));
    assertFalse(admission.alreadyKnown());
    return id;
  }

  private long count(Actor by, String table) {
    return actors.as(by, () -> number("select count(*) from " + table));
  }

  private long number(String query) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertTrue(row.next());
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private UUID campaign(Actor by) {
    UUID id = UUID.randomUUID();
    execute(
        by,
        "insert into active_learning.campaign values ('%s', '%s', '%s', 'OPEN', array['A4C'],"
                .formatted(id, by.tenant(), id)
            + " 'FULL', 1, 1, 1, 0.1, 0, 0, 1, 60, 0, null, 'eve', now())");
    return id;
  }

  private void execute(Actor by, String statement) {
    actors.as(
        by,
        () -> {
          try (Connection connection = database.getConnection();
              Statement sql = connection.createStatement()) {
            sql.execute(statement);
          } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
          }
        });
  }

  @Test
  void sameKeyAndSameBytesAreTwoStudies() {
    UUID north = upload(NORTH);
    UUID south = upload(SOUTH);
    for (var own : List.of(new Object[] {NORTH, north}, new Object[] {SOUTH, south})) {
      Actor actor = (Actor) own[0];
      StoredStudy study = actors.as(actor, () -> studies.study("same-key")).orElseThrow();
      assertEquals(List.of(own[1]), study.clips().stream().map(StoredClip::id).toList());
      assertEquals(actor, study.clips().get(0).createdBy());
    }
    assertTrue(actors.as(SOUTH, () -> studies.clip(north)).isEmpty());
    assertTrue(actors.as(NORTH, () -> studies.delete("same-key")).isPresent());
    assertTrue(actors.as(SOUTH, () -> studies.study("same-key")).isPresent());
  }

  @Test
  void aForgottenConditionShowsNothingOfOthers() {
    upload(NORTH);
    upload(SOUTH);
    assertEquals(1, count(NORTH, "ingest.study"));
    assertEquals(1, count(NORTH, "ingest.clip"));
    execute(NORTH, "delete from ingest.study");
    assertEquals(0, count(NORTH, "ingest.study"));
    assertEquals(1, count(SOUTH, "ingest.study"));
    execute(NORTH, "update ingest.clip set failure_reason = null");
    assertEquals(
        0,
        actors.as(
            SOUTH,
            () -> {
              try (Connection connection = database.getConnection();
                  Statement sql = connection.createStatement()) {
                // As a connection that nobody stated a tenant on.
                sql.execute("select set_config('echomotion.tenant', '', false)");
                try (ResultSet row = sql.executeQuery("select count(*) from ingest.study")) {
                  row.next();
                  return row.getInt(1);
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            }));
  }

  @Test
  void noRowGoesToAnotherTenant() {
    UUID clip = upload(NORTH);
    String moved =
        assertThrows(
                IllegalStateException.class,
                () -> execute(NORTH, "update ingest.study set tenant = 'south'"))
            .getMessage();
    assertTrue(moved.contains("row-level security"), moved);
    UUID study = actors.as(NORTH, () -> studies.clip(clip).orElseThrow().studyId());
    UUID campaign = campaign(SOUTH);
    String guessed =
        assertThrows(
                IllegalStateException.class,
                () ->
                    execute(
                        SOUTH,
                        "insert into active_learning.frame (id, campaign_id, clip_id, study_id,"
                            + " frame_index, phase, view, reasons, reason_values, random_sample,"
                            + " priority, readers, uncertainty, proposal, provenance, model_version,"
                            + " state, created_at) values ('%s', '%s', '%s', '%s', 0, 'OTHER', 'A4C',"
                                .formatted(UUID.randomUUID(), campaign, clip, study)
                            + " '{}', '{}', false, 0, 1, 0, '', '', 'x', 'OPEN', now())"))
            .getMessage();
    assertTrue(guessed.contains("foreign key"), guessed);
  }

  @Test
  void theServicesRoleCannotBypassThis() {
    role.check();
    String off =
        assertThrows(
                IllegalStateException.class,
                () -> execute(NORTH, "alter table ingest.study disable row level security"))
            .getMessage();
    assertTrue(off.contains("must be owner"), off);
  }

  @Test
  void anUnknownTenantStoresNothing() {
    EchoMotionException refused =
        assertThrows(EchoMotionException.class, () -> tenants.requireOpen("nowhere"));
    assertEquals(CommonError.UNKNOWN_TENANT, refused.code());
    assertThrows(EchoMotionException.class, () -> upload(new Actor("nowhere", "eve")));
  }

  @Test
  void aClosedTenantTakesNoUploadAndItsFramesAreSwept() {
    Actor west = new Actor("w" + UUID.randomUUID().toString().substring(0, 8), "wim");
    tenants.add(west.tenant());
    UUID first = upload(west);
    tenants.close(west.tenant());
    assertThrows(EchoMotionException.class, () -> upload(west));
    assertFalse(actors.as(west, () -> tenants.finish(west.tenant())), "a study is left");
    assertTrue(actors.as(west, () -> studies.clip(first)).isPresent());

    // Frames of an upload that ended in a crash.
    List<byte[]> pixels = List.of(new byte[4], new byte[4]);
    actors.as(west, () -> frames.put(UUID.randomUUID(), new WorkingClip(pixels, pixels, GEOMETRY)));
    actors.as(west, () -> studies.delete("same-key"));
    execute(west, "update ingest.deleted_study set published_at = now()");
    campaign(west);
    execute(
        west,
        "insert into active_learning.draft values ('%s', gen_random_uuid(), 'eve',"
                .formatted(west.tenant())
            + " gen_random_uuid(), gen_random_uuid(), 0, '', now(), '')");
    execute(SOUTH, "delete from active_learning.campaign");
    campaign(SOUTH);
    assertTrue(actors.as(west, () -> tenants.finish(west.tenant())));
    assertEquals(0, count(west, "active_learning.campaign"));
    assertEquals(0, count(west, "active_learning.draft"));
    assertEquals(1, count(SOUTH, "active_learning.campaign"));
    assertTrue(tenants.find(west.tenant()).isEmpty());
    assertTrue(blobs.folders().contains(west.tenant()));
    sweep.sweep(Instant.now().plusSeconds(60));
    assertEquals(List.of(), blobs.list(west.tenant()));
  }

  @Test
  void aStudyOfAVersionWithoutPseudonymsKeepsItsKeyAndCanBeDeleted() {
    upload(NORTH);
    execute(NORTH, "update ingest.study set key = '12345678'");
    assertTrue(actors.as(NORTH, () -> studies.study("12345678")).isPresent());
    assertTrue(actors.as(NORTH, () -> studies.delete("12345678")).isPresent());
    assertTrue(actors.as(NORTH, () -> studies.study("12345678")).isEmpty());
  }

  @Test
  void framesOfTwoTenantsLieApart() {
    UUID clip = upload(NORTH);
    List<byte[]> pixels = List.of(new byte[4], new byte[4]);
    actors.as(NORTH, () -> frames.put(clip, new WorkingClip(pixels, pixels, GEOMETRY)));
    assertEquals(
        8, actors.as(NORTH, () -> frames.read(clip, FrameStore.Picture.WORKING, 0, 2)).length);
    assertThrows(
        EchoMotionException.class,
        () -> actors.as(SOUTH, () -> frames.read(clip, FrameStore.Picture.WORKING, 0, 2)));
    actors.as(NORTH, () -> frames.delete(clip));
  }
}
