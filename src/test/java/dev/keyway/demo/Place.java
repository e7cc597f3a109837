package dev.keyway.demo;

import dev.keyway.support.Chart;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where the story takes place in Kubernetes.
 *
 * @param operatorNamespace of the chart's release
 * @param namespace of the four objects
 * @param own whether the cluster is there for the demo only
 */
record Place(String operatorNamespace, String namespace, boolean own) {
  /** A cluster of our own, with everything where people would put it. */
  static Place ofItsOwn() {
    return new Place(Chart.NAMESPACE, "shop", true);
  }

  /** One namespace of a cluster that others use too; Keyway has no rights outside it. */
  static Place asGuest() {
    var suffix = Long.toString(ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36), 36);
    var namespace = "keyway-demo-" + suffix.toLowerCase(Locale.ROOT);
    return new Place(namespace, namespace, false);
  }

  /** Return the values of the chart, as after Helm's {@code --set}. */
  Map<String, String> values() {
    var values =
        new HashMap<>(
            Map.of(
                "clusterId", "demo",
                "aws.region", Person.REGION,
                "settings.checkInterval", "3s",
                "settings.propagation", "1s",
                "settings.settle", "1s",
                "settings.withdraw", "2s",
                "fullnameOverride", "keyway",
                // would add to roles of the whole cluster
                "rbac.aggregate", String.valueOf(own)));
    if (!own) {
      values.put("watch.namespaces[0]", namespace);
    }
    return Map.copyOf(values);
  }
}
