package dev.keyway.policy;

import java.util.List;

/** A statement that is looked at, and where its findings go. Not safe for several threads. */
final class LintedStatement {
  private final PolicyDocument document;
  private final ResourceKind kind;
  private final int index;
  private final List<LintFinding> findings;

  LintedStatement(
      PolicyDocument document, ResourceKind kind, int index, List<LintFinding> findings) {
    this.document = document;
    this.kind = kind;
    this.index = index;
    this.findings = findings;
  }

  Statement statement() {
    return document.statements().get(index);
  }

  ResourceKind kind() {
    return kind;
  }

  boolean hasVariables() {
    return document.hasVariables();
  }

  boolean isAllow() {
    return statement().effect() == Effect.ALLOW;
  }

  void report(LintRule rule, String message) {
    findings.add(new LintFinding(rule, place(index), message));
  }

  void report(LintRule rule, String element, String message) {
    findings.add(new LintFinding(rule, place(index) + "." + element, message));
  }

  void report(LintRule rule, Condition condition, String message) {
    report(rule, "Condition." + condition.operator() + "." + condition.key(), message);
  }

  static String place(int index) {
    return "Statement[" + index + "]";
  }
}
