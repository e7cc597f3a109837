package dev.keyway.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * What each service accepts in a resource policy.
 *
 * <p>SQS counts conditions, principals and actions by statement: twenty statements of one condition
 * each are known to be accepted, although the quota page says "10 conditions".
 */
public enum PolicyLimits {
  /** Source: SQS Developer Guide, "Quotas related to policies". */
  SQS_QUEUE(8_192, 20, 50, 10, 7, "SQS Developer Guide, quotas related to policies"),
  /** Source: SNS service quotas, "Topic policy size". */
  SNS_TOPIC(
      30_720,
      PolicyLimits.UNBOUNDED,
      PolicyLimits.UNBOUNDED,
      PolicyLimits.UNBOUNDED,
      PolicyLimits.UNBOUNDED,
      "SNS endpoints and quotas, topic policy size"),
  /** Source: KMS Developer Guide, "Quotas": key policy document size; PutKeyPolicy, characters. */
  KMS_KEY(
      32_768,
      PolicyLimits.UNBOUNDED,
      PolicyLimits.UNBOUNDED,
      PolicyLimits.UNBOUNDED,
      PolicyLimits.UNBOUNDED,
      "KMS API reference, PutKeyPolicy");

  private static final int UNBOUNDED = Integer.MAX_VALUE;
  private static final int LAST_KMS_CHARACTER = 0xFF;

  private final int bytes;
  private final int statements;
  private final int principals;
  private final int conditions;
  private final int actions;
  private final String source;

  PolicyLimits(
      int bytes, int statements, int principals, int conditions, int actions, String source) {
    this.bytes = bytes;
    this.statements = statements;
    this.principals = principals;
    this.conditions = conditions;
    this.actions = actions;
    this.source = source;
  }

  /** Bytes of the whole document. */
  public int bytes() {
    return bytes;
  }

  /** Statements of the document. */
  public int statements() {
    return statements;
  }

  /** Principals of one statement. */
  public int principals() {
    return principals;
  }

  /** Conditions, by operator and key, of one statement. */
  public int conditions() {
    return conditions;
  }

  /** Actions of one statement. */
  public int actions() {
    return actions;
  }

  /** The AWS documentation that states the numbers. */
  public String source() {
    return source;
  }

  /** Everything in which the document, as Keyway writes it, is beyond the limits. */
  public List<LimitViolation> check(PolicyDocument document) {
    List<LimitViolation> violations = new ArrayList<>();
    String json = document.toJson();
    compare(violations, "document", "bytes", document.sizeInBytes(), bytes);
    if (this == KMS_KEY) {
      int foreign = (int) json.chars().filter(c -> c > LAST_KMS_CHARACTER).count();
      compare(violations, "document", "characters beyond U+00FF", foreign, 0);
    }
    compare(violations, "document", "statements", document.statements().size(), statements);
    for (int i = 0; i < document.statements().size(); i++) {
      Statement statement = document.statements().get(i);
      String place = "Statement[" + i + "]";
      compare(violations, place, "principals", statement.principals().members().size(), principals);
      compare(violations, place, "conditions", statement.conditions().size(), conditions);
      compare(violations, place, "actions", statement.actions().patterns().size(), actions);
    }
    return List.copyOf(violations);
  }

  private void compare(
      List<LimitViolation> violations, String place, String what, int actual, int maximum) {
    if (actual > maximum) {
      violations.add(new LimitViolation(place, what, actual, maximum, source));
    }
  }
}
