package dev.keyway.dryrun;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.Aws;
import dev.keyway.aws.KeyService;
import dev.keyway.aws.QueueService;
import dev.keyway.aws.TopicService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An AWS account in memory. It has what is adopted and nothing else, permits every call and keeps
 * what is written, in order of creation.
 */
final class ImaginaryAccount implements Aws {
  static final String POLICY = "Policy";

  private final AccountIdentity identity;
  private final Set<String> assumed;
  private final Map<String, Thing> things = new LinkedHashMap<>();

  /**
   * An object: mutable, as it is in AWS.
   *
   * @param found the attributes that it had when it was adopted; absent if it was created
   */
  record Thing(
      AwsType type,
      String arn,
      Map<String, String> attributes,
      Map<String, String> tags,
      Optional<Map<String, String>> found) {
    static Thing found(AwsType type, String arn, Map<String, String> attributes) {
      return new Thing(
          type,
          arn,
          new TreeMap<>(attributes),
          new TreeMap<>(),
          Optional.of(Map.copyOf(attributes)));
    }

    String policy() {
      return attributes.getOrDefault(POLICY, "");
    }
  }

  /**
   * Open an account.
   *
   * @param assumed ARNs of topics, keys and queues that are somebody else's and taken to be there
   * @param adoptees what somebody else made and is taken over
   */
  ImaginaryAccount(AccountIdentity identity, Set<String> assumed, List<Thing> adoptees) {
    this.identity = identity;
    this.assumed = Set.copyOf(assumed);
    adoptees.forEach(thing -> things.put(thing.arn(), thing));
  }

  @Override
  public AccountIdentity identity() {
    return identity;
  }

  @Override
  public KeyService keys(String region) {
    return new ImaginaryKeys(this, region);
  }

  @Override
  public TopicService topics(String region) {
    return new ImaginaryTopics(this, region);
  }

  @Override
  public QueueService queues(String region) {
    return new ImaginaryQueues(this, region);
  }

  /** Return all that was created, the oldest first. */
  List<Thing> things() {
    return List.copyOf(things.values());
  }

  boolean isAssumed(String arn) {
    return assumed.contains(arn);
  }

  Optional<Thing> find(AwsType type, String arn) {
    return Optional.ofNullable(things.get(arn)).filter(thing -> thing.type() == type);
  }

  Thing create(AwsType type, String arn, Map<String, String> attributes, Map<String, String> tags) {
    var thing =
        new Thing(type, arn, new TreeMap<>(attributes), new TreeMap<>(tags), Optional.empty());
    things.put(arn, thing);
    return thing;
  }

  void delete(String arn) {
    things.remove(arn);
  }

  /** Return an id that no object of the type has, in the form of a UUID. */
  String nextId(AwsType type) {
    long number = things.values().stream().filter(thing -> thing.type() == type).count() + 1;
    return "00000000-0000-0000-0000-%012d".formatted(number);
  }

  String arn(String service, String region, String resource) {
    return String.join(
        ":", "arn", identity.partition(), service, region, identity.accountId(), resource);
  }
}
