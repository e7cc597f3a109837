package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.ObjectName;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The event source of one controller: wakes its objects, and hears every change of them from the
 * controller's own informer, before JOSDK filters, in order to wake others.
 */
final class WakeSource<
        S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
    extends AbstractEventSource<Void, R> implements ResourceEventAware<R> {
  private final ResourceType<S, T, R> type;
  private final IndexerResourceCache<R> cache;
  private final Wakes wakes;

  WakeSource(ResourceType<S, T, R> type, IndexerResourceCache<R> cache, Wakes wakes) {
    super(Void.class, "wakes");
    this.type = type;
    this.cache = cache;
    this.wakes = wakes;
  }

  /** Return whether there is such an object. */
  boolean knows(ObjectName name) {
    return isRunning() && cache.get(id(name)).isPresent();
  }

  /** Have that object reconciled. */
  void wake(ObjectName name) {
    getEventHandler().handleEvent(new Event(id(name)));
  }

  /**
   * Appearing concerns others, unless it is merely the start of this process: then the status
   * already answers the spec, and the neighbours have answered that status.
   */
  @Override
  public void onResourceCreated(R object) {
    if (!type.isObserved(object) || object.isMarkedForDeletion()) {
      wakes.changed(type, null, object);
    }
  }

  @Override
  public void onResourceUpdated(R after, R before) {
    if (type.concernsOthers(before, after)) {
      wakes.changed(type, before, after);
    }
    if (!Objects.equals(ResourceType.checkNow(before), ResourceType.checkNow(after))) {
      wakes.wake(type.name(after));
    }
    if (!before.getMetadata().getUid().equals(after.getMetadata().getUid())) {
      // After a gap in the watch, a deletion and a creation arrive as one update, whose lower
      // generation JOSDK takes for an old one.
      wakes.wake(type.name(after));
    }
  }

  @Override
  public void onResourceDeleted(R object) {
    wakes.forget(type.name(object));
    wakes.changed(type, object, null);
  }

  @Override
  public Set<Void> getSecondaryResources(R primary) {
    return Set.of();
  }

  private static ResourceID id(ObjectName name) {
    return new ResourceID(name.name(), name.namespace());
  }
}
