package dev.keyway.policy;

import java.util.HashSet;
import java.util.Set;

/** Whom a statement names. */
final class LintPrincipals {
  private LintPrincipals() {}

  static void check(LintedStatement linted) {
    Principals principals = linted.statement().principals();
    String element = principals.negated() ? "NotPrincipal" : "Principal";
    if (principals.negated() && linted.isAllow()) {
      linted.report(LintRule.ALLOW_NOT_PRINCIPAL, element, "lets in everyone who is not named");
    } else if (PublicAccess.grants(linted.statement(), linted.hasVariables())) {
      linted.report(LintRule.PUBLIC, element, "lets in everyone");
    }
    for (Principal member : principals.members()) {
      member(linted, element + "." + member.kind().member(), member);
    }
  }

  private static void member(LintedStatement linted, String place, Principal member) {
    switch (member) {
      case Principal.Arn(String arn) -> arn(linted, place, arn);
      case Principal.UniqueId(String id) ->
          linted.report(LintRule.DELETED_PRINCIPAL, place, id + " matches nobody");
      case Principal.Service(String name) -> service(linted, place, name);
      case Principal.Anyone(boolean awsForm) when awsForm && !linted.isAllow() ->
          linted.report(LintRule.DENY_AWS_WILDCARD, place, "some services read this differently");
      case Principal.Anyone _,
          Principal.Account _,
          Principal.Federated _,
          Principal.CanonicalUser _ -> {}
    }
  }

  private static void arn(LintedStatement linted, String place, String text) {
    AmazonResourceName arn = AmazonResourceName.of(text);
    boolean session = arn.service().equals("sts");
    if (session && arn.resource().startsWith("assumed-role/")) {
      linted.report(LintRule.ASSUMED_ROLE_SESSION, place, text + " is one session of a role");
    } else if (!arn.isIam("role")
        && !arn.isIam("user")
        && !(session && arn.resource().startsWith("federated-user/"))) {
      linted.report(LintRule.NOT_A_CALLER, place, text + " makes no calls");
    }
  }

  private static void service(LintedStatement linted, String place, String name) {
    if (!Glob.of(name).isLiteral()) {
      linted.report(LintRule.SERVICE_WILDCARD, place, name + " matches no service");
    } else if (linted.isAllow() && RoleSigners.include(name)) {
      linted.report(
          LintRule.ROLE_SIGNER,
          place,
          name + " makes no calls here: its workloads sign with roles");
    } else if (linted.isAllow()
        && linted.statement().conditions().stream().noneMatch(SourceConditions::ties)) {
      linted.report(
          LintRule.MISSING_SOURCE, place, name + " may be made to act here for anybody's resource");
    }
  }

  /** Whether a principal is surely of another account than a resource that the statement names. */
  static boolean includesOtherAccount(Statement statement) {
    Set<String> owners = new HashSet<>();
    for (String resource : statement.resources().patterns()) {
      AmazonResourceName.parse(resource)
          .map(AmazonResourceName::account)
          .filter(AccountId::isAccountId)
          .ifPresent(owners::add);
    }
    return !owners.isEmpty()
        && !statement.principals().negated()
        && statement.principals().members().stream()
            .anyMatch(
                member ->
                    switch (member) {
                      case Principal.Account(_, String account) -> !owners.contains(account);
                      case Principal.Arn(String arn) ->
                          !owners.contains(AmazonResourceName.of(arn).account());
                      case Principal.Service _,
                          Principal.Federated _,
                          Principal.CanonicalUser _,
                          Principal.UniqueId _,
                          Principal.Anyone _ ->
                          false;
                    });
  }
}
