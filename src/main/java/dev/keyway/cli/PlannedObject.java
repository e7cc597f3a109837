package dev.keyway.cli;

import dev.keyway.dryrun.AwsObject;
import dev.keyway.policy.JsonValue;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicyLimits;
import dev.keyway.policy.PolicySyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An object of a forecast, taken apart. */
final class PlannedObject {
  private static final String POLICY = "Policy";

  /** A policy, as document and as JSON. */
  record Policy(PolicyDocument document, JsonValue json) {}

  private PlannedObject() {}

  /** Return the attributes without the policy. */
  static Map<String, String> attributes(AwsObject object) {
    var attributes = new TreeMap<>(object.attributes());
    attributes.remove(POLICY);
    return attributes;
  }

  /** Return the policy, if it is an object that has one. */
  static Optional<Policy> policy(AwsObject object) {
    return Optional.ofNullable(object.attributes().get(POLICY)).map(PlannedObject::read);
  }

  /** Return what the service accepts in a policy, if it is an object that has one. */
  static Optional<PolicyLimits> limits(AwsObject object) {
    return switch (object.type()) {
      case KEY -> Optional.of(PolicyLimits.KMS_KEY);
      case TOPIC -> Optional.of(PolicyLimits.SNS_TOPIC);
      case QUEUE -> Optional.of(PolicyLimits.SQS_QUEUE);
      case SUBSCRIPTION -> Optional.empty();
    };
  }

  /** Read JSON that Keyway itself wrote. */
  static JsonValue json(String text) {
    try {
      return JsonValue.parse(text);
    } catch (PolicySyntaxException e) {
      throw new IllegalStateException("Keyway wrote " + text, e);
    }
  }

  private static Policy read(String text) {
    try {
      return new Policy(PolicyDocument.parse(text), JsonValue.parse(text));
    } catch (PolicySyntaxException e) {
      throw new IllegalStateException("Keyway wrote " + text, e);
    }
  }
}
