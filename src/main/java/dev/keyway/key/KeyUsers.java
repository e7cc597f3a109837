package dev.keyway.key;

import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.key.KeyObservation.DeadLetterUse;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What uses a key, or may. */
final class KeyUsers {
  private KeyUsers() {}

  /**
   * Return all objects that use the key by AWS's word, or of which nobody knows: by name, those of
   * other namespaces by number.
   */
  static List<String> names(KeyObservation o) {
    var names = new ArrayList<String>();
    var others = new TreeMap<String, Integer>();
    for (var use : o.uses().stream().filter(KeyObservation.Use::needsKey).toList()) {
      if (use.entry().name() == null) {
        others.merge(use.entry().kind(), 1, Integer::sum);
      } else {
        names.add(name(use));
      }
    }
    others.forEach((kind, number) -> names.add(References.counted(kind, number)));
    o.deadLetters().stream()
        .filter(dead -> !dead.elsewhere())
        .forEach(dead -> names.add(name(dead.entry())));
    long dead = o.deadLetters().stream().filter(DeadLetterUse::elsewhere).count();
    if (dead > 0) {
      names.add(References.counted("dead-letter queue", dead));
    }
    o.unclaimedUntil()
        .ifPresent(
            until ->
                names.add(
                    "whoever else its policy lets in, of whom nothing is known (messages under it"
                        + " may be left until "
                        + until
                        + ")"));
    return List.copyOf(names);
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
