package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.aws.AccountIdentity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What users want, read from YAML once and never changed; every topic in it has its AWS topic
 * already.
 */
public final class Manifests extends YamlObjects {
  public static final String NAMESPACE = "shop";
  public static final Settings SETTINGS = Settings.of("test", "eu-central-1");
  public static final AccountIdentity ACCOUNT =
      new AccountIdentity("aws", "111122223333", "arn:aws:iam::111122223333:role/keyway");

  private final Map<ObjectName, Resource<?, ?>> objects = new LinkedHashMap<>();

  private Manifests() {}

  /** Read all documents of a YAML text; they were created in this order. */
  public static Manifests of(String yaml) {
    var manifests = new Manifests();
    documents(yaml).forEach(manifests::add);
    return manifests;
  }

  /** Read a spec. */
  public static <S> S spec(Class<S> type, String yaml) {
    return YAML.unmarshal(yaml.isBlank() ? "{}" : yaml, type);
  }

  /** Return all keys, those that come with {@code mode: OwnKey} among them. */
  public Stream<String> keyNames() {
    var own =
        Stream.concat(
            this.<EncryptedTopicSpec, EncryptedTopicStatus>all(Kind.ENCRYPTED_TOPIC)
                .flatMap(t -> KeyReferences.of(t.name(), t.spec()).stream()),
            this.<EncryptedQueueSpec, EncryptedQueueStatus>all(Kind.ENCRYPTED_QUEUE)
                .flatMap(q -> KeyReferences.of(q.name(), q.spec()).stream()));
    return Stream.concat(all(Kind.ENCRYPTION_KEY).map(k -> k.name().name()), own).distinct();
  }

  /** Return all topics. */
  public Stream<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topics() {
    return all(Kind.ENCRYPTED_TOPIC);
  }

  /** Return all queues. */
  public Stream<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queues() {
    return all(Kind.ENCRYPTED_QUEUE);
  }

  private void add(HasMetadata object) {
    var name = new ObjectName(kind(object), NAMESPACE, object.getMetadata().getName());
    var spec = Objects.requireNonNull(((CustomResource<?, ?>) object).getSpec());
    var status = spec instanceof EncryptedTopicSpec topic ? status(name, topic) : null;
    var at = Instant.EPOCH.plusSeconds(objects.size());
    var uid = "uid-of-" + name.name();
    objects.put(name, new Resource<>(name, uid, 1, at, false, null, spec, status));
  }

  private static EncryptedTopicStatus status(ObjectName name, EncryptedTopicSpec spec) {
    var region = AwsNames.region(SETTINGS, spec.region());
    var arn = AwsNames.topicArn(ACCOUNT, region, AwsNames.topic(SETTINGS, name, spec));
    return new EncryptedTopicStatus(
        1L, List.of(), arn, region, null, null, null, List.of(), List.of(), null, List.of(), null,
        List.of(), null, List.of());
  }

  @Override
  protected Map<ObjectName, Resource<?, ?>> objects() {
    return objects;
  }
}
