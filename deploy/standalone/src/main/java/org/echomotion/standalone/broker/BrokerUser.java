package org.echomotion.standalone.broker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.directory.DataDirectory;

/**
 * A user of the embedded Kafka, with its rights. It has no right on any other topic or group.
 *
 * @param writes the topics that it may write to
 * @param reads the topics that it may read
 * @param groups the consumer groups that it may join
 */
public record BrokerUser(String name, Set<String> writes, Set<String> reads, Set<String> groups) {

  private static final String EVERY_HOST = "*";

  public BrokerUser {
    writes = Set.copyOf(writes);
    reads = Set.copyOf(reads);
    groups = Set.copyOf(groups);
  }

  /** Returns the user of a service in its own process. */
  public static BrokerUser of(Service service) {
    return switch (service) {
      case INGEST ->
          of(
              service,
              Set.of("clip.ingested", "study.deleted"),
              Set.of(
                  "clip.segmented",
                  "ef.computed",
                  "explanation.ready",
                  Service.SEGMENTATION.deadLetterTopic(),
                  Service.EF.deadLetterTopic(),
                  Service.XAI.deadLetterTopic()),
              Set.of("ingest-service", "ingest-service-dead-letters"));
      case SEGMENTATION ->
          of(
              service,
              Set.of("clip.segmented"),
              Set.of("clip.ingested"),
              Set.of("segmentation-service"));
      case EF -> of(service, Set.of("ef.computed"), Set.of("clip.segmented"), Set.of("ef-service"));
      case XAI ->
          of(
              service,
              Set.of("explanation.ready"),
              Set.of("ef.computed", "study.deleted"),
              Set.of("xai-service", "xai-service-deletions"));
      case ACTIVE_LEARNING ->
          of(service, Set.of(), Set.of("ef.computed"), Set.of("active-learning"));
    };
  }

  private static BrokerUser of(
      Service service, Set<String> events, Set<String> reads, Set<String> groups) {
    Set<String> writes = new HashSet<>(events);
    writes.add(service.deadLetterTopic());
    return new BrokerUser(service.id(), writes, reads, groups);
  }

  /** Returns the user of a process with all services. */
  public static BrokerUser ofAllServices() {
    return new BrokerUser(
        Service.ALL_IN_ONE,
        union(BrokerUser::writes),
        union(BrokerUser::reads),
        union(BrokerUser::groups));
  }

  private static Set<String> union(Function<BrokerUser, Set<String>> part) {
    return Service.inOrderOfTheData().stream()
        .map(BrokerUser::of)
        .map(part)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  /** Returns all users. */
  static List<BrokerUser> all() {
    List<BrokerUser> all = new ArrayList<>();
    Service.inOrderOfTheData().forEach(service -> all.add(of(service)));
    all.add(ofAllServices());
    return all;
  }

  /** Returns the name of the user's password among the {@link DataDirectory#secret secrets}. */
  String secretName() {
    return "kafka-" + name;
  }

  /** Returns the rights as Kafka keeps them. */
  List<AclBinding> rights() {
    List<AclBinding> rights = new ArrayList<>();
    new TreeSet<>(writes)
        .forEach(topic -> rights.add(right(ResourceType.TOPIC, topic, AclOperation.WRITE)));
    new TreeSet<>(reads)
        .forEach(topic -> rights.add(right(ResourceType.TOPIC, topic, AclOperation.READ)));
    new TreeSet<>(groups)
        .forEach(group -> rights.add(right(ResourceType.GROUP, group, AclOperation.READ)));
    return rights;
  }

  private AclBinding right(ResourceType type, String resource, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, resource, PatternType.LITERAL),
        new AccessControlEntry("User:" + name, EVERY_HOST, operation, AclPermissionType.ALLOW));
  }
}
