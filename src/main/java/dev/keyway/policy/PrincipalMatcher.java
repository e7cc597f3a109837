package dev.keyway.policy;

import dev.keyway.policy.StatementVerdict.Naming;
import java.util.List;

/**
 * Whether a statement's principals name a caller.
 *
 * <p>Source: IAM User Guide, "AWS JSON policy elements: Principal" and "NotPrincipal".
 */
final class PrincipalMatcher {
  private static final String PART = "principal";
  private static final Finding NAMED = Finding.yes(PART);
  static final String SESSION = "the caller's role session name";

  private final Caller caller;
  private final String partition;

  /**
   * @param partition of the resource; a bare account id stands for an account in it
   */
  PrincipalMatcher(Caller caller, String partition) {
    this.caller = caller;
    this.partition = partition;
  }

  record Result(Finding finding, Naming naming) {
    Result(Finding finding) {
      this(finding, Naming.CALLER);
    }
  }

  Result match(Principals principals) {
    if (!principals.isStated()) {
      return new Result(Finding.unknown(PART, "the statement's principal"));
    }
    return principals.negated() ? negated(principals) : positive(principals);
  }

  private Result positive(Principals principals) {
    Link best = best(principals);
    return switch (best) {
      case SELF -> new Result(NAMED);
      case ACCOUNT -> new Result(NAMED, byAccount(principals));
      case SESSION_OF_ROLE -> new Result(Finding.unknown(PART, SESSION));
      case UNDOCUMENTED -> new Result(Finding.unknown(PART, "the meaning of " + shown(principals)));
      case NONE -> new Result(Finding.no(PART, shown(principals), found()));
    };
  }

  private Naming byAccount(Principals principals) {
    return principals.members().stream().anyMatch(m -> link(m) == Link.SESSION_OF_ROLE)
        ? Naming.ACCOUNT_OR_SESSION
        : Naming.ACCOUNT;
  }

  /**
   * A role is exempt only if account, role and session are all listed, which depends on the
   * session; a user if account and user are. Anything in between AWS calls hard to foresee.
   */
  private Result negated(Principals principals) {
    Link best = best(principals);
    boolean account =
        principals.members().stream().anyMatch(member -> link(member) == Link.ACCOUNT);
    boolean exempt =
        best == Link.SELF
            && (!(caller instanceof Caller.IamRole || caller instanceof Caller.IamUser)
                || principals.members().stream().anyMatch(Principal.Anyone.class::isInstance)
                || (caller instanceof Caller.IamUser && account));
    if (exempt) {
      return new Result(Finding.no("not-principal", shown(principals), found()));
    }
    return best == Link.NONE
        ? new Result(NAMED)
        : new Result(Finding.unknown(PART, "the meaning of NotPrincipal for this caller"));
  }

  /** How a member of the element relates to the caller, from least to most. */
  private enum Link {
    NONE,
    UNDOCUMENTED,
    SESSION_OF_ROLE,
    ACCOUNT,
    SELF
  }

  private Link best(Principals principals) {
    Link best = Link.NONE;
    for (Principal member : principals.members()) {
      Link link = link(member);
      best = link.compareTo(best) > 0 ? link : best;
    }
    return best;
  }

  private Link link(Principal member) {
    return switch (member) {
      case Principal.Anyone _ -> Link.SELF;
      case Principal.Account account -> account(account);
      case Principal.Arn(String arn) -> arn(arn);
      case Principal.Service(String name) -> service(name);
      case Principal.CanonicalUser _ ->
          caller instanceof Caller.Service || caller instanceof Caller.Anonymous
              ? Link.NONE
              : Link.UNDOCUMENTED;
      case Principal.Federated _, Principal.UniqueId _ -> Link.NONE;
    };
  }

  private Link account(Principal.Account account) {
    String in = account.partition().isEmpty() ? partition : account.partition();
    return switch (caller) {
      case Caller.IamRole(String arn) -> owns(in, account, arn);
      case Caller.IamUser(String arn) -> owns(in, account, arn);
      case Caller.AccountRoot(String callers, String id) ->
          in.equals(callers) && account.accountId().equals(id) ? Link.SELF : Link.NONE;
      case Caller.Service _, Caller.Anonymous _ -> Link.NONE;
    };
  }

  private static Link owns(String partition, Principal.Account account, String arn) {
    AmazonResourceName name = AmazonResourceName.of(arn);
    return name.partition().equals(partition) && name.account().equals(account.accountId())
        ? Link.ACCOUNT
        : Link.NONE;
  }

  private Link arn(String arn) {
    return switch (caller) {
      case Caller.IamRole(String role) when arn.equals(role) -> Link.SELF;
      case Caller.IamRole(String role) when isSessionOf(arn, role) -> Link.SESSION_OF_ROLE;
      case Caller.IamUser(String user) when arn.equals(user) -> Link.SELF;
      default -> Link.NONE;
    };
  }

  private static boolean isSessionOf(String arn, String role) {
    if (!arn.contains(":assumed-role/")) {
      return false;
    }
    AmazonResourceName session = AmazonResourceName.of(arn);
    AmazonResourceName of = AmazonResourceName.of(role);
    return session.service().equals("sts")
        && session.partition().equals(of.partition())
        && session.account().equals(of.account())
        && session.resource().startsWith("assumed-role/" + of.name() + "/");
  }

  private Link service(String name) {
    if (!(caller instanceof Caller.Service(String calling))) {
      return Link.NONE;
    }
    return name.equals("*") ? Link.UNDOCUMENTED : name.equals(calling) ? Link.SELF : Link.NONE;
  }

  private List<String> found() {
    return List.of(caller.display());
  }

  private static List<String> shown(Principals principals) {
    return principals.members().stream().map(Principal::value).toList();
  }
}
