package dev.keyway.dryrun;

import dev.keyway.dryrun.ImaginaryAccount.Thing;
import dev.keyway.grants.OwnedStatements;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.PolicyText;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was written to an object: all of one that was created, the changes of one that was there.
 */
final class Written {
  private static final String NONCE = "keyway.dev/nonce";
  private static final String NONE = "none";

  private Written() {}

  static AwsObject of(Thing thing, ObjectName owner) {
    var tags = new TreeMap<>(thing.tags());
    tags.computeIfPresent(NONCE, (_, _) -> "a random UUID");
    return new AwsObject(
        thing.type(),
        thing.arn(),
        thing.found().map(found -> changed(thing, found)).orElseGet(thing::attributes),
        Map.copyOf(tags),
        Asks.label(owner),
        owner.namespace(),
        thing.found().isPresent());
  }

  private static Map<String, String> changed(Thing thing, Map<String, String> found) {
    var changed = new TreeMap<>(thing.attributes());
    changed.entrySet().removeAll(found.entrySet());
    found.keySet().stream()
        .filter(name -> !thing.attributes().containsKey(name))
        .forEach(name -> changed.put(name, NONE));
    changed.computeIfPresent(ImaginaryAccount.POLICY, (_, policy) -> own(policy));
    return changed;
  }

  private static String own(String policy) {
    var statements = PolicyText.read(policy).orElseThrow().statements();
    return PolicyDocument.of(statements.stream().filter(OwnedStatements::owns).toList()).toJson();
  }
}
