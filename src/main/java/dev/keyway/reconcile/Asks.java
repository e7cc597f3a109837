package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EffectiveTopic;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.NamedPrincipal;
import dev.keyway.api.v1alpha1.Principal;
import dev.keyway.api.v1alpha1.QueueConsumer;
import dev.keyway.api.v1alpha1.QueueSource;
import dev.keyway.api.v1alpha1.TopicSubscriptionSpec;
import dev.keyway.aws.AccountIdentity;
import dev.keyway.grants.QueueAsk;
import dev.keyway.grants.ServiceAsk;
import dev.keyway.grants.TopicAsk;
import dev.keyway.policy.CallerContexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what specs say into what is asked of policies. */
public final class Asks {
  private final Settings settings;
  private final Wanted wanted;
  private final Management mode;
  private final Optional<String> viewer;

  /** Ask on behalf of the objects in {@code wanted}. */
  public Asks(Settings settings, Wanted wanted) {
    this(settings, wanted, Management.ENFORCE);
  }

  /**
   * Ask on behalf of the objects in {@code wanted}.
   *
   * @param mode of the one whose policy is to grant it
   */
  public Asks(Settings settings, Wanted wanted, Management mode) {
    this(settings, wanted, mode, Optional.empty());
  }

  private Asks(Settings settings, Wanted wanted, Management mode, Optional<String> viewer) {
    this.viewer = viewer;
    this.settings = settings;
    this.wanted = wanted;
    this.mode = mode;
  }

  /** Return the same, with objects of other namespaces than that one told from its own. */
  public Asks seenFrom(String namespace) {
    return new Asks(settings, wanted, mode, Optional.of(namespace));
  }

  private String home(ObjectName asker) {
    return viewer.orElse(asker.namespace());
  }

  /** Return what a queue asks for, its subscriptions and dead-letter queues included. */
  public QueueAsk ofQueue(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue, AccountIdentity account) {
    var spec = queue.spec();
    var arn = AwsNames.queueArn(settings, account, queue);
    return new QueueAsk(
        label(queue.name(), home(queue.name())),
        arn,
        members(QueueConsumer.named(spec.consumers())),
        members(spec.producers()),
        services(spec.producers()),
        sources(queue, arn),
        deadLetters(queue, account),
        Redriving.of(new DeadLetters(settings, wanted), queue, account, home(queue.name())));
  }

  /**
   * Return what a queue asks for on its key: also for topics that its own policy lets in because
   * they still deliver, although nobody asks for them. They have to go on when it moves to a key.
   */
  public QueueAsk ofQueueOnKey(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue, AccountIdentity account) {
    var status = queue.status();
    var standing =
        status == null
            ? List.<String>of()
            : status.sources().stream()
                .filter(source -> source.endedAt() == null)
                .map(QueueSource::topicArn)
                .toList();
    return ofQueue(queue, account).with(standing);
  }

  // A topic is let in once, however many of its subscriptions come here.
  private List<QueueAsk.Source> sources(Resource<EncryptedQueueSpec, ?> queue, String arn) {
    var name = queue.name().name();
    Map<String, QueueAsk.Source> sources = new LinkedHashMap<>();
    Stream.concat(
            wanted.subscriptionsTo(queue.namespace(), name).stream(),
            wanted.subscriptionsFailingTo(queue.namespace(), name).stream())
        .flatMap(s -> source(s, home(queue.name())).stream())
        .filter(source -> CallerContexts.snsDelivers(source.topicArn(), arn))
        .forEach(source -> sources.putIfAbsent(source.topicArn(), source));
    return List.copyOf(sources.values());
  }

  /** Return the topics of which subscriptions have that queue as their dead-letter queue. */
  public Set<String> topicsFailingTo(ObjectName queue) {
    return wanted.subscriptionsFailingTo(queue.namespace(), queue.name()).stream()
        .flatMap(s -> source(s, queue.namespace()).stream())
        .map(QueueAsk.Source::topicArn)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<QueueAsk.DeadLetter> deadLetters(
      Resource<EncryptedQueueSpec, EncryptedQueueStatus> queue, AccountIdentity account) {
    return new DeadLetters(settings, wanted)
        .chain(queue).stream()
            .map(
                dead ->
                    new QueueAsk.DeadLetter(
                        label(dead.name(), home(queue.name())),
                        AwsNames.queueArn(settings, account, dead),
                        members(QueueConsumer.named(dead.spec().consumers()))))
            .toList();
  }

  /** Return what a topic asks for. */
  public TopicAsk ofTopic(
      Resource<EncryptedTopicSpec, EncryptedTopicStatus> topic, AccountIdentity account) {
    var spec = topic.spec();
    var region = AwsNames.region(settings, spec.region());
    var arn = AwsNames.topicArn(account, region, AwsNames.topic(settings, topic.name(), spec));
    return new TopicAsk(
        label(topic.name(), home(topic.name())),
        arn,
        members(spec.publishers()),
        services(spec.publishers()),
        spec.subscriberAccounts(),
        isArchived(topic));
  }

  // What AWS still keeps has to stay readable when the spec asks for it no more.
  private static boolean isArchived(Resource<EncryptedTopicSpec, EncryptedTopicStatus> topic) {
    var fifo = topic.spec().fifo();
    return (fifo != null && fifo.archiveRetentionDays() != null)
        || Optional.ofNullable(topic.status())
            .map(EncryptedTopicStatus::effective)
            .map(EffectiveTopic::archiveRetentionDays)
            .isPresent();
  }

  /** Return principals as members of a grant, without the services among them. */
  public static List<String> members(List<NamedPrincipal> principals) {
    return principals.stream().flatMap(p -> member(p.principal())).toList();
  }

  /** Return a principal as a member of a grant; empty for a service. */
  public static Stream<String> member(Principal principal) {
    return Stream.of(principal.roleArn(), principal.userArn(), principal.accountId())
        .filter(Objects::nonNull)
        .limit(1);
  }

  /** Return an object as people know it. */
  public static String label(ObjectName name) {
    return label(name, name.namespace());
  }

  static String label(ObjectName name, String home) {
    return name.kind().kubernetesName() + " " + References.text(name, home);
  }

  // The ARN of a topic of ours enters a grant only after the topic was observed with our tags: its
  // status has it. A plan that is only told has it before.
  private Optional<QueueAsk.Source> source(
      Resource<TopicSubscriptionSpec, ?> subscription, String home) {
    var spec = subscription.spec();
    var topic =
        Optional.ofNullable(spec.topicRef()).flatMap(ref -> wanted.topic(subscription.name(), ref));
    return Optional.ofNullable(spec.topicArn())
        .filter(
            arn ->
                settings.tenancy().admitsArn(arn) || wanted.isReferredTo(subscription.name(), arn))
        .or(() -> topic.map(Resource::status).map(EncryptedTopicStatus::topicArn))
        .or(() -> PlannedEnds.of(mode, topic))
        .map(arn -> new QueueAsk.Source(label(subscription.name(), home), arn));
  }

  /** Return the services among principals. */
  public static List<ServiceAsk> services(List<NamedPrincipal> principals) {
    return principals.stream()
        .map(p -> p.principal().service())
        .flatMap(Stream::ofNullable)
        .map(s -> new ServiceAsk(s.name(), s.sourceArns(), s.sourceAccounts()))
        .toList();
  }
}
