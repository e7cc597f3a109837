package dev.keyway.key;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What uses a key, or may. */
final class KeyUsers {
  private KeyUsers() {}

  /** Return the names of all objects that use the key by AWS's word, or of which nobody knows. */
  static List<String> names(KeyObservation o) {
    return o.uses().stream().filter(KeyObservation.Use::needsKey).map(KeyUsers::name).toList();
  }

  private static String name(KeyObservation.Use use) {
    var name = use.entry().kind() + " " + use.entry().name();
    var until = use.entry().until();
    return use.leave().isEmpty()
        ? name
        : name + " (messages under it are left" + (until == null ? ")" : " until " + until + ")");
  }

  /** Return the ARNs of the same. */
  static Set<String> arns(KeyObservation o) {
    var arns = new TreeSet<String>();
    o.uses().stream()
        .filter(KeyObservation.Use::needsKey)
        .forEach(use -> arns.add(use.entry().arn()));
    return arns;
  }
}
