package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.CheckNow;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One kind of custom resource, as far as the runtime has to look into it.
 *
 * @param create makes an empty object
 * @param published reads what other objects build on; nothing else of a status wakes anybody
 * @param neighbours finds the objects that a change of this one concerns
 */
record ResourceType<
    S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>(
    Kind kind,
    Class<R> type,
    Supplier<R> create,
    Function<T, List<?>> published,
    BiFunction<Neighbours, Resource<S, T>, Set<ObjectName>> neighbours) {

  private static final String READY = "Ready";
  private static final int MAX_CHECK_NOW = 256;

  /** Return what the object is called. */
  ObjectName name(R object) {
    return new ObjectName(
        kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  /** Return the object as passes see it. */
  Resource<S, T> resource(R object) {
    var metadata = object.getMetadata();
    return new Resource<>(
        name(object),
        metadata.getUid(),
        metadata.getGeneration(),
        Instant.parse(metadata.getCreationTimestamp()),
        object.isMarkedForDeletion(),
        controllerUid(object),
        object.getSpec(),
        status(object),
        checkNow(object));
  }

  /**
   * Return the status that a pass has reported. The schema's default ({@code observedGeneration:
   * -1}) puts a status onto every new object; it says that there is none.
   */
  @Nullable T status(R object) {
    T status = object.getStatus();
    if (status == null) {
      return null;
    }
    Long observed = status.observedGeneration();
    boolean unwritten = observed == null || observed < 0;
    return unwritten && status.conditions().isEmpty() ? null : status;
  }

  /** Return the value of the annotation that asks for a check, no longer than status can hold. */
  static @Nullable String checkNow(HasMetadata object) {
    var annotations = object.getMetadata().getAnnotations();
    var value = annotations == null ? null : annotations.get(Resource.CHECK_NOW);
    return value == null || value.length() <= MAX_CHECK_NOW
        ? value
        : value.substring(0, MAX_CHECK_NOW);
  }

  /** Return whether a check was asked for that no status has answered. */
  boolean isCheckDue(R object) {
    return CheckNow.isDue(resource(object));
  }

  /** Return whether the status was reported on the present spec. */
  boolean isObserved(R object) {
    T status = status(object);
    return status != null
        && Objects.equals(status.observedGeneration(), object.getMetadata().getGeneration());
  }

  /** Return whether the present spec was reached when the status was written. */
  boolean isConverged(R object) {
    return !object.isMarkedForDeletion()
        && isObserved(object)
        && ready(object) == ConditionStatus.TRUE;
  }

  /** Return the status of the condition Ready. */
  ConditionStatus ready(R object) {
    T status = status(object);
    return status == null
        ? ConditionStatus.UNKNOWN
        : status.conditions().stream()
            .filter(condition -> condition.type().equals(READY))
            .map(Condition::status)
            .findFirst()
            .orElse(ConditionStatus.UNKNOWN);
  }

  /** Return whether two versions of an object differ in what concerns other objects. */
  boolean concernsOthers(R before, R after) {
    return !before.getMetadata().getUid().equals(after.getMetadata().getUid())
        || before.isMarkedForDeletion() != after.isMarkedForDeletion()
        || !Objects.equals(
            before.getMetadata().getGeneration(), after.getMetadata().getGeneration())
        || !facts(before).equals(facts(after));
  }

  private List<?> facts(R object) {
    T status = status(object);
    return status == null ? List.of() : published.apply(status);
  }

  private @Nullable String controllerUid(R object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .map(OwnerReference::getUid)
        .findFirst()
        .orElse(null);
  }
}
