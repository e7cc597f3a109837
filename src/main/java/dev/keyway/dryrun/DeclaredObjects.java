package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicSpec;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ListedWanted;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects of the four kinds, in memory, in the order in which they were declared. */
public final class DeclaredObjects extends ListedWanted {
  private final Map<ObjectName, Resource<?, ?>> objects = new LinkedHashMap<>();

  /** Add an object that is not in a cluster yet; one of that name is replaced. */
  public void declare(ObjectName name, KeywaySpec spec) {
    put(name, spec, null, null);
  }

  /** Add an object of a cluster. */
  public void add(Resource<? extends KeywaySpec, ? extends KeywayStatus> object) {
    objects.put(object.name(), object);
  }

  /** Return the names of all objects. */
  public List<ObjectName> names() {
    return List.copyOf(objects.keySet());
  }

  /** Find an object of any kind. */
  public Optional<Resource<?, ?>> find(ObjectName name) {
    return Optional.ofNullable(objects.get(name));
  }

  /** Return the specs of all objects. */
  Stream<Object> specs() {
    return List.copyOf(objects.values()).stream().map(Resource::spec);
  }

  /** Return what the status of an object says, if it has one. */
  Optional<KeywayStatus> status(ObjectName name) {
    return find(name).map(object -> (KeywayStatus) object.status());
  }

  /** Write a status, unless it says what the present one says. */
  boolean report(ObjectName name, @Nullable Object status) {
    var old = Objects.requireNonNull(objects.get(name));
    if (Objects.equals(old.status(), status)) {
      return false;
    }
    put(name, old.spec(), old.ownerUid(), status);
    return true;
  }

  void put(ObjectName name, Object spec, @Nullable String ownerUid, @Nullable Object status) {
    objects.put(
        name,
        new Resource<>(name, "uid of " + name, 1, Instant.EPOCH, false, ownerUid, spec, status));
  }

  /** Take an object away. */
  void remove(ObjectName name) {
    objects.remove(name);
  }

  Stream<Resource<EncryptionKeySpec, EncryptionKeyStatus>> keys(String namespace) {
    return declared(Kind.ENCRYPTION_KEY, namespace);
  }

  Stream<Resource<EncryptedTopicSpec, EncryptedTopicStatus>> topics(String namespace) {
    return declared(Kind.ENCRYPTED_TOPIC, namespace);
  }

  Stream<Resource<EncryptedQueueSpec, EncryptedQueueStatus>> queues(String namespace) {
    return declared(Kind.ENCRYPTED_QUEUE, namespace);
  }

  private <S, T> Stream<Resource<S, T>> declared(Kind kind, String namespace) {
    return List.copyOf(objects.values()).stream()
        .filter(r -> r.name().kind() == kind && r.namespace().equals(namespace))
        .map(ListedWanted::typed);
  }

  @Override
  protected Map<ObjectName, Resource<?, ?>> objects() {
    return objects;
  }
}
