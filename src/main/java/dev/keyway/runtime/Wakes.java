package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is woken by what: a change that concerns others wakes the neighbours along the channel and
 * whoever waits for that object; a changed reading of AWS wakes whoever waits for that ARN.
 */
final class Wakes {
  private final Neighbours neighbours;
  private final Agendas agendas;
  private final BlockedOn blocked = new BlockedOn(this::wake);
  private final Map<Kind, WakeSource<?, ?, ?>> sources = new ConcurrentHashMap<>();
  private final List<Runnable> early = new ArrayList<>();
  private boolean open;

  Wakes(Neighbours neighbours, Agendas agendas) {
    this.neighbours = neighbours;
    this.agendas = agendas;
  }

  /** Take in the way by which objects of a kind are woken. */
  void register(Kind kind, WakeSource<?, ?, ?> source) {
    sources.put(kind, source);
  }

  /** Return who waits for what. */
  BlockedOn blocked() {
    return blocked;
  }

  /** The caches have synced: from now on neighbours can be found. */
  void open() {
    List<Runnable> waiting;
    synchronized (early) {
      open = true;
      waiting = List.copyOf(early);
      early.clear();
    }
    waiting.forEach(Runnable::run);
  }

  /** A reading of AWS differs from the one before. */
  void observed(String arn) {
    blocked.changed(arn, PassScope.current());
  }

  /** An object has appeared, changed or gone. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void changed(ResourceType<S, T, R> type, @Nullable R before, @Nullable R after) {
    synchronized (early) {
      if (!open) {
        early.add(() -> wakeConcerned(type, before, after));
        return;
      }
    }
    wakeConcerned(type, before, after);
  }

  /** Have the object looked at now. */
  void wake(ObjectName name) {
    var source = sources.get(name.kind());
    if (source != null && source.knows(name)) {
      agendas.wake(name);
      source.wake(name);
    }
  }

  /** Have the object looked at now like one that was edited: nothing is held against it. */
  void renew(ObjectName name) {
    agendas.renew(name);
    wake(name);
  }

  /** An object is gone: it waits for nothing. */
  void forget(ObjectName name) {
    blocked.waits(name, Set.of(), Long.MAX_VALUE);
    agendas.forget(name);
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void wakeConcerned(ResourceType<S, T, R> type, @Nullable R before, @Nullable R after) {
    var concerned = new LinkedHashSet<ObjectName>();
    for (R version : versions(before, after)) {
      concerned.addAll(type.neighbours().apply(neighbours, type.resource(version)));
      blocked.changed(type.name(version).toString(), null);
    }
    concerned.forEach(this::wake);
  }

  private static <R> List<R> versions(@Nullable R before, @Nullable R after) {
    var versions = new ArrayList<R>();
    if (before != null) {
      versions.add(before);
    }
    if (after != null) {
      versions.add(after);
    }
    return versions;
  }
}
