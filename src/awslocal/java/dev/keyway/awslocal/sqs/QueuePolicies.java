package dev.keyway.awslocal.sqs;

import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.PolicyBinder;
import dev.keyway.awslocal.iam.PolicyDocument.Principals;
import dev.keyway.awslocal.iam.PolicyDocument.Statement;
import dev.keyway.awslocal.iam.PolicyProblem;
import dev.keyway.awslocal.iam.PolicyReader.Grammar;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Queue policies and their limits ("Amazon SQS policy quotas"). */
final class QueuePolicies {

  static final String POLICY = "Policy";

  private static final int MAX_BYTES = 8192;
  private static final int MAX_STATEMENTS = 20;
  private static final int MAX_PRINCIPALS = 50;
  private static final int MAX_CONDITIONS = 10;
  private static final int MAX_ACTIONS = 7;

  private final PolicyBinder binder;

  QueuePolicies(Accounts accounts) {
    binder = new PolicyBinder(accounts);
  }

  /** Reads the attribute; an empty text means no policy. */
  Optional<StoredPolicy> read(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw SqsErrors.invalidAttribute(POLICY, "Policy length must be at most 8192 bytes");
    }
    try {
      StoredPolicy policy = binder.normalised(text, Grammar.RESOURCE);
      List<Statement> statements = policy.document().statements();
      check(statements.size() <= MAX_STATEMENTS, "more than 20 statements");
      statements.forEach(QueuePolicies::check);
      return Optional.of(policy);
    } catch (PolicyProblem e) {
      // SQS does not say which principal or element it dislikes
      throw SqsErrors.invalidAttribute(POLICY);
    }
  }

  private static void check(Statement statement) {
    check(statement.actions().patterns().size() <= MAX_ACTIONS, "more than 7 actions");
    check(statement.conditions().size() <= MAX_CONDITIONS, "more than 10 conditions");
    check(principals(statement) <= MAX_PRINCIPALS, "more than 50 principals");
    for (String action : statement.actions().patterns()) {
      String folded = action.toLowerCase(Locale.ROOT);
      check(folded.equals("*") || folded.startsWith("sqs:"), "an action of another service");
      check(!folded.equals("sqs:listqueues"), "ListQueues is about no queue");
    }
  }

  private static int principals(Statement statement) {
    return switch (statement.principals()) {
      case Principals.Named named -> named.aws().size() + named.services().size();
      case Principals.Everyone everyone -> 1;
      case Principals.Holder holder -> 0;
    };
  }

  private static void check(boolean condition, String otherwise) {
    if (!condition) {
      throw new PolicyProblem(otherwise);
    }
  }
}
