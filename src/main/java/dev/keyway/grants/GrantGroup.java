package dev.keyway.grants;

import dev.keyway.policy.Condition;
import dev.keyway.policy.Principal;
import dev.keyway.policy.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * Grants that share actions and conditions, and so a statement.
 *
 * @param kind names the group within the Sid
 * @param actions what is allowed
 * @param resource {@code *} in a key policy, else the ARN that the policy belongs to
 * @param conditions the conditions that all members share
 * @param members what a member is
 */
public record GrantGroup(
    GrantKind kind,
    List<String> actions,
    String resource,
    List<Condition> conditions,
    Members members) {

  public GrantGroup {
    actions = actions.stream().sorted().toList();
    conditions =
        conditions.stream()
            .sorted(Comparator.comparing(Condition::operator).thenComparing(Condition::key))
            .toList();
  }

  /** What the members of a group are, and where they stand in its statement. */
  public sealed interface Members {
    /** Members are principals: account ids, or ARNs of roles and users. */
    record Principals() implements Members {}

    /**
     * Members are ARNs of resources on whose behalf a service calls.
     *
     * @param service the service principal
     * @param operator {@code ArnEquals} or {@code ArnLike}
     * @param key the condition key that carries the ARN
     */
    record Sources(String service, String operator, String key) implements Members {}
  }

  /** Return the statement that gives these members the group's permission. */
  Statement statement(List<String> chunk, int chunkIndex) {
    var statement = Statement.allow(sid(chunkIndex)).actions(actions).resource(resource);
    conditions.forEach(c -> statement.condition(c.operator(), c.key(), c.values()));
    switch (members) {
      case Members.Principals _ ->
          chunk.forEach(member -> statement.principal(PrincipalText.read(member)));
      case Members.Sources(String service, String operator, String key) ->
          statement
              .principal(new Principal.Service(service))
              .condition(operator, key, chunk.stream().sorted().toList());
    }
    return statement.build();
  }

  String sid(int chunkIndex) {
    var content = kind + "|" + actions + "|" + resource + "|" + conditions + "|" + members;
    var chunk = chunkIndex == 0 ? "" : "|" + chunkIndex;
    return OwnedStatements.PREFIX + kind.sidName() + tenHexDigits(content + chunk);
  }

  static String tenHexDigits(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
