package dev.keyway.awslocal.iam;

import java.util.Map;
import java.util.Optional;

/**
 * A policy at rest. AWS stores principals by unique id: a policy that named a role reads back with
 * {@code AROA…} once the role is gone, and a role made anew has no part in it ("unknown principal
 * format", AWS knowledge center).
 *
 * @param text as read back while all principals exist
 * @param bindings the unique id behind each role, user or session ARN when the policy was written
 */
public record StoredPolicy(String text, PolicyDocument document, Map<String, String> bindings) {

  /** The text that AWS reads back now. */
  public String textAsRead(Accounts accounts) {
    String read = text;
    for (Map.Entry<String, String> binding : bindings.entrySet()) {
      if (!Optional.of(binding.getValue()).equals(accounts.uniqueId(binding.getKey()))) {
        read = read.replace('"' + binding.getKey() + '"', '"' + binding.getValue() + '"');
      }
    }
    return read;
  }
}
