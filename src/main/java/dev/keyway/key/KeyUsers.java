package dev.keyway.key;

import dev.keyway.key.KeyObservation.Answer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What uses a key, or may. */
final class KeyUsers {
  private KeyUsers() {}

  /** Return the names of all objects that use the key by AWS's word, or of which nobody knows. */
  static List<String> names(KeyObservation o) {
    return o.uses().stream()
        .filter(use -> use.underKey() != Answer.NO)
        .map(use -> use.entry().kind() + " " + use.entry().name())
        .toList();
  }

  /** Return the ARNs of the same. */
  static Set<String> arns(KeyObservation o) {
    var arns = new TreeSet<String>();
    o.uses().stream()
        .filter(use -> use.underKey() != Answer.NO)
        .forEach(use -> arns.add(use.entry().arn()));
    return arns;
  }
}
