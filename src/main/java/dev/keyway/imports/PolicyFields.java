package dev.keyway.imports;

import dev.keyway.policy.Glob;
import dev.keyway.policy.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which fields of a spec let somebody in, by the calls that they are for; pure.
 *
 * @param byCall names of fields by the call that makes somebody belong into it
 * @param besides calls that each of the fields grants besides, and that none of them is for
 */
record PolicyFields(Map<String, String> byCall, Set<String> besides) {
  /** The field of who receives. */
  static final String CONSUMERS = "consumers";

  /** The field of who sends. */
  static final String PRODUCERS = "producers";

  /** The field of who publishes. */
  static final String PUBLISHERS = "publishers";

  static final PolicyFields OF_QUEUE =
      new PolicyFields(
          Map.of(
              "sqs:ReceiveMessage", CONSUMERS,
              "sqs:DeleteMessage", CONSUMERS,
              "sqs:ChangeMessageVisibility", CONSUMERS,
              "sqs:SendMessage", PRODUCERS),
          Set.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl"));

  static final PolicyFields OF_TOPIC =
      new PolicyFields(Map.of("sns:Publish", PUBLISHERS), Set.of());

  static final PolicyFields OF_KEY = new PolicyFields(Map.of(), Set.of());

  /** Return the fields that those belong into whom a statement lets in. */
  List<String> of(Statement statement) {
    return byCall.entrySet().stream()
        .filter(e -> statement.actions().patterns().stream().anyMatch(p -> matches(p, e.getKey())))
        .map(Map.Entry::getValue)
        .distinct()
        .sorted()
        .toList();
  }

  /** Return whether a field grants all that a pattern stands for. */
  boolean says(String pattern) {
    return byCall.keySet().stream().anyMatch(pattern::equalsIgnoreCase);
  }

  /** Return whether each field grants all that a pattern stands for. */
  boolean saysBesides(String pattern) {
    return besides.stream().anyMatch(pattern::equalsIgnoreCase);
  }

  /** Return whether somebody who is granted this is a consumer. */
  static boolean isOfConsumer(String pattern) {
    return OF_QUEUE.byCall.entrySet().stream()
        .anyMatch(e -> e.getValue().equals(CONSUMERS) && matches(pattern, e.getKey()));
  }

  /** Return whether a pattern of actions stands for an action, too. */
  static boolean matches(String pattern, String action) {
    return Glob.of(pattern.toLowerCase(Locale.ROOT)).matches(action.toLowerCase(Locale.ROOT));
  }
}
