package dev.keyway.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyway.gitops.ArgoCd;
import dev.keyway.gitops.Flux;
import dev.keyway.gitops.Kstatus;
import dev.keyway.reconcile.Kind;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Every version of every object of ours in a namespace, as the API server gave it out. */
final class Watched implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<JsonNode>> versions = new ConcurrentSkipListMap<>();
  private final List<Watch> watches = new ArrayList<>();

  Watched(String namespace) {
    for (var kind : Kind.values()) {
      watches.add(
          ControlPlane.client()
              .genericKubernetesResources(Bench.context(kind.kubernetesName()))
              .inNamespace(namespace)
              .watch(new Listener()));
    }
  }

  /** Return what stood in the API server, oldest first, by {@code kind/name}. */
  Map<String, List<JsonNode>> versions() {
    return Map.copyOf(versions);
  }

  /** Return the health that Argo CD shows, each as often as it changes, by {@code kind/name}. */
  Map<String, List<String>> healths() {
    var healths = new TreeMap<String, List<String>>();
    versions.forEach(
        (name, all) ->
            healths.put(name, changes(all.stream().map(o -> ArgoCd.health(o).status()))));
    return healths;
  }

  /** Return the versions that Argo CD, Flux and kstatus do not see alike. */
  List<String> disagreements() {
    return versions.values().stream()
        .flatMap(List::stream)
        .filter(object -> !expected(object).contains(Flux.status(object)))
        .map(object -> ArgoCd.health(object) + " but " + Flux.status(object) + ": " + object)
        .toList();
  }

  private static List<Kstatus> expected(JsonNode object) {
    var status = Kstatus.of(object);
    return switch (ArgoCd.health(object).status()) {
      case "Healthy" -> status == Kstatus.CURRENT ? List.of(Kstatus.CURRENT) : List.of();
      case "Degraded" -> status == Kstatus.FAILED ? List.of(Kstatus.FAILED) : List.of();
      default ->
          status == Kstatus.IN_PROGRESS || status == Kstatus.TERMINATING
              ? List.of(Kstatus.IN_PROGRESS)
              : List.of();
    };
  }

  private static List<String> changes(Stream<String> all) {
    var changes = new ArrayList<String>();
    all.filter(status -> changes.isEmpty() || !changes.getLast().equals(status))
        .forEach(changes::add);
    return changes;
  }

  private final class Listener implements Watcher<GenericKubernetesResource> {
    @Override
    public void eventReceived(Action action, GenericKubernetesResource object) {
      if (action == Action.ADDED || action == Action.MODIFIED) {
        var name = object.getKind() + "/" + object.getMetadata().getName();
        versions
            .computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>())
            .add(JSON.valueToTree(object));
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new IllegalStateException("the watch ended early", cause);
    }
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
