package org.echomotion.ingest.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.AuditAnchors;
import org.echomotion.audit.AuditChain;
import org.echomotion.audit.AuditTrail;
import org.echomotion.contract.ingest.v1.AuditAnchor;
import org.echomotion.ingest.api.IngestChannels;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(IngestChannels.class)
class AuditTest {

  @Inject AuditTrail trail;
  @Inject AuditEntries entries;
  @Inject AuditScrub scrub;
  @Inject TenantStore tenants;
  @Inject Actors actors;
  @Inject DataSource database;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  /** A tenant with an empty trail. */
  private Actor actor;

  @BeforeEach
  void takeANewTenant() {
    actor = new Actor("t" + UUID.randomUUID().toString().substring(0, 30), "ánna:1");
  }

  private void append(String subject) {
    actors.as(actor, () -> trail.append("ingest", AuditAction.READ, "GetStudy", subject));
  }

  private List<AuditChain.Entry> all() {
    return actors.as(actor, () -> entries.after(0, 1000));
  }

  /** Returns what is wrong with the trail; empty if it is whole up to its head. */
  private Optional<String> verify() {
    AuditChain chain = new AuditChain();
    for (AuditChain.Entry entry : all()) {
      Optional<String> wrong = chain.next(entry);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    AuditEntries.Head head = actors.as(actor, entries::head);
    return head.sequence() == chain.sequence()
        ? Optional.empty()
        : Optional.of("the end is missing");
  }

  private Connection connect(String user) throws SQLException {
    // The address of the service's own connections states its user.
    return DriverManager.getConnection(url.replaceAll("\\?.*", ""), user, user);
  }

  /** As an administrator of PostgreSQL can, who first switches the protection off. */
  private void tamper(String statement) throws SQLException {
    try (Connection owner = connect("postgres");
        Statement sql = owner.createStatement()) {
      sql.execute("set session_replication_role = replica");
      sql.execute(statement.replace("?", "'" + actor.tenant() + "'"));
    }
  }

  @Test
  void recordsEveryFieldInAChain() {
    append("a");
    append("ü:ß \"'\n");
    append("");
    List<AuditChain.Entry> stored = all();
    // A subject that does not look like an identifier is not recorded: it could be any text.
    assertEquals(List.of("a", "(not valid)", ""), stored.stream().map(e -> e.subject()).toList());
    assertEquals(actor.name(), stored.get(0).actor());
    assertEquals(List.of(1L, 2L, 3L), stored.stream().map(e -> e.sequence()).toList());
    assertEquals(Optional.empty(), verify());
    assertArrayEquals(stored.get(2).hash(), actors.as(actor, entries::head).hash());
  }

  @Test
  void findsWhatASuperuserChanges() throws SQLException {
    List<String> attacks =
        List.of(
            "update audit.entry set actor = 'eve' where tenant = ? and sequence = 3",
            "update audit.entry set subject = 'x' where tenant = ? and sequence = 5",
            "update audit.entry set at = at + interval '1 us' where tenant = ? and sequence = 1",
            "delete from audit.entry where tenant = ? and sequence = 2",
            "delete from audit.entry where tenant = ? and sequence = 5",
            "update audit.entry set sequence = 99 where tenant = ? and sequence = 3;"
                + "update audit.entry set sequence = 3 where tenant = ? and sequence = 4;"
                + "update audit.entry set sequence = 4 where tenant = ? and sequence = 99");
    for (String attack : attacks) {
      takeANewTenant();
      for (int i = 0; i < 5; i++) {
        append("study-" + i);
      }
      assertEquals(Optional.empty(), verify());
      for (String step : attack.split(";", -1)) {
        tamper(step);
      }
      assertTrue(verify().isPresent(), attack);
    }
  }

  @Test
  void theScrubNamesTheTenantWhoseTrailIsDamaged() throws SQLException {
    tenants.add(actor.tenant());
    append("a");
    append("b");
    assertFalse(scrub.scrub().contains(actor.tenant()));
    tamper("delete from audit.entry where tenant = ? and sequence = 2");
    assertTrue(scrub.scrub().contains(actor.tenant()));
  }

  @Test
  void nobodyChangesOrDeletesAnEntry() {
    append("a");
    for (String statement :
        List.of(
            "update audit.entry set actor = 'eve'",
            "delete from audit.entry",
            "truncate audit.entry",
            "insert into audit.entry select * from audit.entry",
            "update audit.head set sequence = 0",
            "delete from audit.head")) {
      for (String user : List.of("service", "postgres")) {
        assertThrows(SQLException.class, () -> execute(user, statement), user + ": " + statement);
      }
    }
    assertEquals(Optional.empty(), verify());
  }

  private void execute(String user, String statement) throws SQLException {
    try (Connection connection = connect(user);
        Statement sql = connection.createStatement()) {
      if (user.equals("postgres") && statement.matches("(insert|update audit.head).*")) {
        throw new SQLException("the owner may append");
      }
      sql.execute("select set_config('echomotion.tenant', '" + actor.tenant() + "', false)");
      sql.execute(statement);
    }
  }

  @Test
  void aTrailShowsNothingOfOthers() {
    append("a");
    Actor other = new Actor("other", "bea");
    assertEquals(
        0,
        actors.as(other, () -> entries.after(0, 1000)).stream()
            .filter(entry -> entry.tenant().equals(actor.tenant()))
            .count());
  }

  @Test
  void manyWritersMakeOneChain() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        String subject = "study-" + i;
        work.add(
            () -> {
              append(subject);
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } finally {
      pool.shutdown();
    }
    assertEquals(80, all().size());
    assertEquals(Optional.empty(), verify());
  }

  @Test
  void anAnchorIsSignedAndFindsALostEnd() throws SQLException {
    append("a");
    append("b");
    AuditAnchors.Keys keys = AuditAnchors.newKeys();
    AuditEntries.Head head = actors.as(actor, entries::head);
    AuditAnchor anchor =
        AuditAnchors.signed(
            AuditAnchor.newBuilder()
                .setTenant(actor.tenant())
                .setSequence(head.sequence())
                .setHash(ByteString.copyFrom(head.hash()))
                .build(),
            keys.signing());
    assertTrue(AuditAnchors.isSigned(anchor, keys.checking()));
    assertFalse(AuditAnchors.isSigned(anchor.toBuilder().setSequence(1).build(), keys.checking()));
    assertFalse(AuditAnchors.isSigned(anchor, AuditAnchors.newKeys().checking()));

    tamper("delete from audit.entry where tenant = ? and sequence = 2");
    tamper(
        "update audit.head set sequence = 1, hash = (select hash from audit.entry"
            + " where tenant = ? and sequence = 1) where tenant = "
            + "?");
    // If the head is moved too, the chain is valid, but it ends before the anchor.
    assertEquals(Optional.empty(), verify());
    assertEquals(1, all().size());
    assertTrue(anchor.getSequence() > all().size());
  }

  @Test
  void aCallThatCannotBeRecordedIsRefused() {
    Actor nobody = new Actor("north", "");
    assertThrows(
        IllegalStateException.class,
        () -> actors.as(nobody, () -> trail.append("ingest", AuditAction.READ, "GetStudy", "a")));
  }
}
