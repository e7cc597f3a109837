package dev.keyway.imports;

import dev.keyway.aws.AccountIdentity;
import dev.keyway.aws.Aws;
import dev.keyway.aws.AwsException;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.policy.AmazonResourceName;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.PolicyText;
import dev.keyway.reconcile.RedrivePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads a queue, topic or subscription and what belongs to it: keys, dead-letter queues, the topics
 * that a queue's policy lets in and the subscriptions between them. It calls nothing that writes.
 */
public final class ExistingReader {
  private static final String SQS = "sqs";

  private final Aws aws;
  private final AccountIdentity account;
  private final KeyReader keys;
  private final Map<String, Existing.Topic> topics = new LinkedHashMap<>();
  private final Map<String, Existing.Queue> queues = new LinkedHashMap<>();
  private final Map<String, Existing.Subscription> subscriptions = new LinkedHashMap<>();

  /** Read in the account of the credentials. */
  public ExistingReader(Aws aws) {
    this.aws = aws;
    this.account = aws.identity();
    this.keys = new KeyReader(aws, account.accountId());
  }

  /**
   * Read all that belongs to the roots.
   *
   * @param roots ARNs of queues, topics and subscriptions
   * @throws NotThere when a root is not there, or is not the account's
   * @throws AwsException when AWS does not let itself be asked
   */
  public Existing read(List<String> roots) throws NotThere {
    for (var root : roots) {
      root(root);
    }
    var missed = topics.values().stream().map(this::withOthers).toList();
    return new Existing(
        account.accountId(),
        keys.found(),
        missed,
        List.copyOf(queues.values()),
        List.copyOf(subscriptions.values()));
  }

  private void root(String root) throws NotThere {
    var arn = AmazonResourceName.of(root);
    boolean subscription = arn.service().equals("sns") && arn.resource().contains(":");
    if (!subscription && !arn.account().equals(account.accountId())) {
      throw new NotThere(
          root
              + ": is of account "
              + arn.account()
              + ", and the credentials are of "
              + account.accountId()
              + "; only what is in the own account can be adopted");
    }
    if (arn.service().equals(SQS)) {
      queue(root);
      require(queues.containsKey(root), root);
    } else if (subscription) {
      require(subscription(root).isPresent(), root);
    } else {
      topic(root);
      require(topics.containsKey(root), root);
      delivering(root).forEach(this::subscription);
    }
  }

  private static void require(boolean there, String root) throws NotThere {
    if (!there) {
      throw new NotThere(root + ": does not exist, or is no subscription of a queue");
    }
  }

  private void queue(String arn) {
    if (queues.containsKey(arn)) {
      return;
    }
    var service = aws.queues(AwsNames.regionOf(arn));
    var url = service.url(AwsNames.resourceName(arn));
    var attributes = url.flatMap(service::attributes);
    if (attributes.isEmpty()) {
      return;
    }
    var key = keys.of(AwsNames.regionOf(arn), attributes.get().getOrDefault("KmsMasterKeyId", ""));
    var tags = service.tags(url.orElseThrow()).orElse(Map.of());
    queues.put(arn, new Existing.Queue(arn, attributes.get(), tags, key));
    RedrivePolicy.of(attributes.get()).map(RedrivePolicy::targetArn).ifPresent(this::queue);
    for (var topicArn : sources(attributes.get().getOrDefault("Policy", ""))) {
      between(topicArn, arn).forEach(this::subscription);
    }
  }

  /** Return the topics that a policy names as sources. */
  private static List<String> sources(String policy) {
    var sources = new TreeSet<String>();
    PolicyText.read(policy).stream()
        .flatMap(document -> document.statements().stream())
        .flatMap(statement -> statement.conditions().stream())
        .filter(condition -> condition.key().equalsIgnoreCase("aws:SourceArn"))
        .flatMap(condition -> condition.values().stream())
        .filter(
            value -> AmazonResourceName.parse(value).filter(ExistingReader::isTopic).isPresent())
        .forEach(sources::add);
    return List.copyOf(sources);
  }

  private static boolean isTopic(AmazonResourceName arn) {
    return arn.service().equals("sns")
        && arn.resource().matches("[A-Za-z0-9_-]+([.]fifo)?")
        && arn.account().matches("[0-9]{12}");
  }

  private List<String> between(String topicArn, String queueArn) {
    var service = aws.topics(AwsNames.regionOf(topicArn));
    var all =
        isOwn(topicArn)
            ? service.subscriptions(topicArn).orElse(List.of())
            : service.ownSubscriptions(topicArn);
    return all.stream()
        .filter(s -> s.endpoint().equals(queueArn))
        .map(SubscriptionSummary::subscriptionArn)
        .filter(arn -> !arn.equals(SubscriptionSummary.PENDING))
        .toList();
  }

  private List<String> delivering(String topicArn) {
    return aws
        .topics(AwsNames.regionOf(topicArn))
        .subscriptions(topicArn)
        .orElse(List.of())
        .stream()
        .filter(s -> s.protocol().equals(SQS) && isOwn(s.endpoint()))
        .map(SubscriptionSummary::subscriptionArn)
        .filter(arn -> !arn.equals(SubscriptionSummary.PENDING))
        .toList();
  }

  private Optional<Existing.Subscription> subscription(String arn) {
    var known = Optional.ofNullable(subscriptions.get(arn));
    if (known.isPresent()) {
      return known;
    }
    var found =
        aws.topics(AwsNames.regionOf(arn))
            .subscriptionAttributes(arn)
            .map(attributes -> new Existing.Subscription(arn, attributes))
            .filter(s -> s.queueArn().contains(":sqs:") && isOwn(s.queueArn()));
    found.ifPresent(
        subscription -> {
          subscriptions.put(arn, subscription);
          topic(subscription.topicArn());
          queue(subscription.queueArn());
        });
    return found;
  }

  private void topic(String arn) {
    if (topics.containsKey(arn) || !isOwn(arn)) {
      return;
    }
    var region = AwsNames.regionOf(arn);
    var service = aws.topics(region);
    service
        .attributes(arn)
        .ifPresent(
            attributes -> {
              var key = keys.of(region, attributes.getOrDefault("KmsMasterKeyId", ""));
              var tags = service.tags(arn).orElse(Map.of());
              topics.put(arn, new Existing.Topic(arn, attributes, tags, key, List.of()));
            });
  }

  private Existing.Topic withOthers(Existing.Topic topic) {
    var others =
        aws
            .topics(AwsNames.regionOf(topic.arn()))
            .subscriptions(topic.arn())
            .orElse(List.of())
            .stream()
            .filter(s -> !subscriptions.containsKey(s.subscriptionArn()))
            .map(s -> s.protocol() + " " + s.endpoint())
            .sorted()
            .toList();
    return new Existing.Topic(topic.arn(), topic.attributes(), topic.tags(), topic.key(), others);
  }

  private boolean isOwn(String arn) {
    return AwsNames.accountOf(arn).equals(account.accountId());
  }
}
