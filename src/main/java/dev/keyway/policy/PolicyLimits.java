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
  /** Source: SNS Developer Guide, "Amazon SNS API permissions", policy quotas. */
  SNS_TOPIC(
      30_720,
      100,
      200,
      PolicyLimits.UNBOUNDED,
      PolicyLimits.UNBOUNDED,
      "SNS Developer Guide, Amazon SNS API permissions, policy quotas"),
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
    return measures(document).stream().filter(use -> use.actual() > use.maximum()).toList();
  }

  /** Everything of which the document, within its limits, uses nine tenths or more. */
  List<LimitViolation> near(PolicyDocument document) {
    return measures(document).stream()
        .filter(use -> use.maximum() > 0 && use.actual() <= use.maximum())
        .filter(use -> use.actual() * 10L >= use.maximum() * 9L)
        .toList();
  }

  private List<LimitViolation> measures(PolicyDocument document) {
    List<LimitViolation> measures = new ArrayList<>();
    String json = document.toJson();
    measures.add(use("document", "bytes", document.sizeInBytes(), bytes));
    if (this == KMS_KEY) {
      int foreign = (int) json.chars().filter(c -> c > LAST_KMS_CHARACTER).count();
      measures.add(use("document", "characters beyond U+00FF", foreign, 0));
    }
    measures.add(use("document", "statements", document.statements().size(), statements));
    for (int i = 0; i < document.statements().size(); i++) {
      Statement statement = document.statements().get(i);
      String place = "Statement[" + i + "]";
      measures.add(use(place, "principals", statement.principals().members().size(), principals));
      measures.add(use(place, "conditions", statement.conditions().size(), conditions));
      measures.add(use(place, "actions", statement.actions().patterns().size(), actions));
    }
    return measures;
  }

  private LimitViolation use(String place, String what, int actual, int maximum) {
    return new LimitViolation(place, what, actual, maximum, source);
  }
}
