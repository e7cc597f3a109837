package dev.keyway.cli;

import dev.keyway.policy.JsonValue;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Reads policies and other JSON from files. */
final class Documents {
  private Documents() {}

  static PolicyDocument policy(Terminal terminal, String file) throws BadInput {
    try {
      return PolicyDocument.parse(terminal.read(file));
    } catch (PolicySyntaxException e) {
      throw BadInput.of(e).in(file);
    }
  }

  static List<PolicyDocument> policies(Terminal terminal, List<String> files) throws BadInput {
    List<PolicyDocument> policies = new ArrayList<>(files.size());
    for (String file : files) {
      policies.add(policy(terminal, file));
    }
    return policies;
  }

  static JsonValue json(Terminal terminal, String file) throws BadInput {
    try {
      return JsonValue.parse(terminal.read(file));
    } catch (PolicySyntaxException e) {
      throw BadInput.of(e).in(file);
    }
  }
}
