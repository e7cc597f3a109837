package dev.keyway.key;

import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.reconcile.AwsNames;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What uses a key, or may. */
final class KeyUsers {
  private KeyUsers() {}

  /** Return the names of all objects that use the key by AWS's word, or of which nobody knows. */
  static List<String> names(KeyObservation o) {
    return Stream.concat(
            o.uses().stream().filter(KeyObservation.Use::needsKey).map(KeyUsers::name),
            o.deadLetters().stream().map(dead -> name(dead.entry())))
        .toList();
  }

  private static String name(KeyObservation.Use use) {
    var name = use.entry().kind() + " " + use.entry().name();
    var until = use.entry().until();
    return use.leave().isEmpty()
        ? name
        : name + " (messages under it are left" + (until == null ? ")" : " until " + until + ")");
  }

  private static String name(KeyDeadLetter entry) {
    var until = entry.until();
    return "dead-letter queue "
        + AwsNames.resourceName(entry.queueArn())
        + (until == null
            ? " (messages under it are moved there)"
            : " (messages under it are left until " + until + ")");
  }

  /** Return the ARNs of the same. */
  static Set<String> arns(KeyObservation o) {
    var arns = new TreeSet<String>();
    o.uses().stream()
        .filter(KeyObservation.Use::needsKey)
        .forEach(use -> arns.add(use.entry().arn()));
    o.deadLetters().forEach(dead -> arns.add(dead.entry().queueArn()));
    return arns;
  }
}
