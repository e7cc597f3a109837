package dev.keyway.scenario;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.reconcile.ChildKeys;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.YamlObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kubernetes as far as passes see it: objects with generations, finalizers and owners. */
public final class Cluster extends YamlObjects implements ChildKeys {
  static final String NAMESPACE = "shop";

  private final Map<ObjectName, Resource<?, ?>> objects = new LinkedHashMap<>();
  private final String namespace;
  private long serial;
  private int writes;

  Cluster() {
    this(NAMESPACE);
  }

  /** Begin without objects; all that name no namespace are in that one. */
  public Cluster(String namespace) {
    this.namespace = namespace;
  }

  /** Apply all documents of a YAML text, as kubectl would. */
  public void apply(String yaml) {
    documents(yaml).forEach(this::apply);
  }

  private void apply(HasMetadata object) {
    var kind = kind(object);
    var metadata = object.getMetadata();
    var in = Objects.requireNonNullElse(metadata.getNamespace(), namespace);
    var name = new ObjectName(kind, in, metadata.getName());
    put(name, Objects.requireNonNull(((CustomResource<?, ?>) object).getSpec()), null);
  }

  private <S> void put(ObjectName name, S spec, @Nullable String ownerUid) {
    var old = objects.get(name);
    if (old != null && old.spec().equals(spec)) {
      return;
    }
    var made =
        old == null
            ? new Resource<S, Object>(
                name, "uid-" + ++serial, 1, created(), false, ownerUid, spec, null)
            : new Resource<S, Object>(
                name,
                old.uid(),
                old.generation() + 1,
                old.createdAt(),
                old.deleting(),
                old.ownerUid(),
                spec,
                old.status(),
                old.checkNow());
    objects.put(name, made);
  }

  private Instant created() {
    return Instant.EPOCH.plusSeconds(serial);
  }

  /** Mark an object for deletion; its finalizer is still on it. */
  public void delete(ObjectName name) {
    objects.computeIfPresent(
        name,
        (_, r) ->
            new Resource<>(
                r.name(),
                r.uid(),
                r.generation() + 1,
                r.createdAt(),
                true,
                r.ownerUid(),
                r.spec(),
                r.status(),
                r.checkNow()));
  }

  /** Set the annotation that asks for a check. */
  void checkNow(ObjectName name, String value) {
    objects.computeIfPresent(
        name,
        (_, r) ->
            new Resource<>(
                r.name(),
                r.uid(),
                r.generation(),
                r.createdAt(),
                r.deleting(),
                r.ownerUid(),
                r.spec(),
                r.status(),
                value));
  }

  /** Take an object away, its finalizer stripped by somebody. */
  public void strip(ObjectName name) {
    var gone = objects.remove(name);
    if (gone != null) {
      collectChildren(gone.uid());
    }
  }

  private void collectChildren(String ownerUid) {
    objects.values().stream()
        .filter(r -> ownerUid.equals(r.ownerUid()))
        .map(Resource::name)
        .toList()
        .forEach(this::delete);
  }

  /** Write a status, unless it says what the present one says. */
  boolean status(ObjectName name, @Nullable Object status) {
    var old = objects.get(name);
    if (old == null || Objects.equals(old.status(), status)) {
      return false;
    }
    writes++;
    objects.put(
        name,
        new Resource<>(
            name,
            old.uid(),
            old.generation(),
            old.createdAt(),
            old.deleting(),
            old.ownerUid(),
            old.spec(),
            status,
            old.checkNow()));
    return true;
  }

  /** How often a status was written. */
  int writes() {
    return writes;
  }

  Optional<Resource<?, ?>> object(ObjectName name) {
    return Optional.ofNullable(objects.get(name));
  }

  List<ObjectName> names() {
    return List.copyOf(objects.keySet());
  }

  @Override
  public void apply(ObjectName owner, String ownerUid, String keyName, EncryptionKeySpec spec) {
    var name = new ObjectName(Kind.ENCRYPTION_KEY, owner.namespace(), keyName);
    var old = objects.get(name);
    if (old == null || ownerUid.equals(old.ownerUid())) {
      put(name, spec, ownerUid);
    }
  }

  @Override
  public void remove(ObjectName owner, String ownerUid, String keyName) {
    var name = new ObjectName(Kind.ENCRYPTION_KEY, owner.namespace(), keyName);
    var child = objects.get(name);
    if (child != null && !child.deleting() && ownerUid.equals(child.ownerUid())) {
      delete(name);
    }
  }

  @Override
  protected Map<ObjectName, Resource<?, ?>> objects() {
    return objects;
  }
}
