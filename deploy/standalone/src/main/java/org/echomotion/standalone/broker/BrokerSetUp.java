package org.echomotion.standalone.broker;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates what a new broker lacks: the {@link Topics}, the services' users and their rights. */
final class BrokerSetUp {

  private static final int ITERATIONS = 4096;
  private static final int LIMIT_SECONDS = EmbeddedBroker.START_LIMIT_SECONDS;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;
  private final Function<BrokerUser, String> password;

  private BrokerSetUp(Admin admin, Function<BrokerUser, String> password) {
    this.admin = admin;
    this.password = password;
  }

  /**
   * Creates topics, rights and users, and returns when the broker knows them.
   *
   * @param password gives each user's password
   */
  static void of(Admin admin, Function<BrokerUser, String> password)
      throws InterruptedException, ExecutionException, TimeoutException {
    BrokerSetUp setUp = new BrokerSetUp(admin, password);
    setUp.createTopics();
    setUp.limitRights();
    setUp.createUsers();
  }

  private void createTopics() throws InterruptedException, ExecutionException, TimeoutException {
    List<NewTopic> wanted =
        Stream.concat(Topics.EVENTS.stream(), Topics.DEAD_LETTERS.stream())
            .map(name -> new NewTopic(name, 1, (short) 1))
            .toList();
    for (var made : admin.createTopics(wanted).values().entrySet()) {
      try {
        made.getValue().get(LIMIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** Gives each user its rights, and removes all other rights, for example of another version. */
  private void limitRights() throws InterruptedException, ExecutionException, TimeoutException {
    Set<AclBinding> wanted =
        BrokerUser.all().stream().flatMap(user -> user.rights().stream()).collect(toSet());
    Set<AclBinding> existing =
        new HashSet<>(
            admin.describeAcls(AclBindingFilter.ANY).values().get(LIMIT_SECONDS, TimeUnit.SECONDS));
    admin
        .createAcls(wanted.stream().filter(right -> !existing.contains(right)).toList())
        .all()
        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    admin
        .deleteAcls(
            existing.stream()
                .filter(right -> !wanted.contains(right))
                .map(AclBinding::toFilter)
                .toList())
        .all()
        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Creates the users, and returns when the broker knows them and their rights. */
  private void createUsers() throws InterruptedException, ExecutionException, TimeoutException {
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    for (BrokerUser user : BrokerUser.all()) {
      users.add(
          new UserScramCredentialUpsertion(
              user.name(),
              new ScramCredentialInfo(EmbeddedBroker.MECHANISM, ITERATIONS),
              password.apply(user)));
    }
    admin.alterUserScramCredentials(users).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    // The broker applies the controller's changes in order: rights first, then users.
    while (admin.describeUserScramCredentials().users().get(LIMIT_SECONDS, TimeUnit.SECONDS).size()
        < users.size()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("its users were not created");
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
