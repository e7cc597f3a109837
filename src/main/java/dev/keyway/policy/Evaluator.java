package dev.keyway.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers whether a request is allowed. A Deny that matches decides; without one an Allow is needed
 * from each side whose word counts; what cannot be known makes the answer unknown, never allowed.
 *
 * <p>Source: IAM User Guide, "Policy evaluation logic", "Cross-account policy evaluation logic";
 * KMS Developer Guide, "Key policies in AWS KMS". Outside are service and resource control
 * policies, permission boundaries, session policies and KMS grants.
 */
public final class Evaluator {
  private static final Statement ROOT_USER =
      Statement.allow("RootUserOfItsAccount").action("*").resource("*").build();

  private final Request request;
  private final List<StatementVerdict> verdicts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Evaluator(Request request) {
    this.request = request;
  }

  /**
   * Ask the resource policy alone: whether it lets this very caller in, whatever the caller's own
   * policies say. A statement that names only the caller's account leaves the answer to policies
   * that are not here, and so gives {@link Decision.Unknown}.
   */
  public static Decision evaluate(Request request, PolicyDocument resourcePolicy) {
    Evaluator evaluator = new Evaluator(request);
    evaluator.verdicts.addAll(new StatementMatcher(request).resourcePolicy(resourcePolicy));
    Grant direct = evaluator.allows("resource policy", StatementVerdict::toCaller);
    Grant delegated = evaluator.allows("resource policy", StatementVerdict::toAccount);
    return evaluator.decide(direct.or(delegated.and(evaluator.identityNotGiven())));
  }

  /**
   * Ask all policies that count.
   *
   * @param identityPolicies those of the caller; null when they are not known, empty when there are
   *     none. Policies that are not known are taken to deny nothing, and their Allow is unknown
   */
  public static Decision evaluate(
      Request request,
      PolicyDocument resourcePolicy,
      ResourceKind kind,
      @Nullable List<PolicyDocument> identityPolicies) {
    Evaluator evaluator = new Evaluator(request);
    StatementMatcher matcher = new StatementMatcher(request);
    evaluator.verdicts.addAll(matcher.resourcePolicy(resourcePolicy));
    if (identityPolicies != null) {
      identityPolicies.forEach(
          document -> evaluator.verdicts.addAll(matcher.identityPolicy(document)));
    }
    return evaluator.decide(evaluator.combined(kind, identityPolicies != null));
  }

  private Grant combined(ResourceKind kind, boolean identityGiven) {
    Grant direct = allows("resource policy", StatementVerdict::toCaller);
    Grant delegated = allows("resource policy", StatementVerdict::toAccount);
    return switch (request.caller()) {
      case Caller.Service _ -> direct;
      case Caller.Anonymous _ when kind == ResourceKind.KMS_KEY -> {
        notes.add("KMS takes no unsigned request");
        yield Grant.NONE;
      }
      case Caller.Anonymous _ -> direct;
      case Caller.AccountRoot(String partition, String account) ->
          signed(kind, direct, delegated, Grant.by(ROOT_USER), partition, account);
      case Caller.IamRole(String arn) ->
          signed(kind, direct, delegated, identity(identityGiven), AmazonResourceName.of(arn));
      case Caller.IamUser(String arn) ->
          signed(kind, direct, delegated, identity(identityGiven), AmazonResourceName.of(arn));
    };
  }

  private Grant identity(boolean given) {
    return given ? allows("identity policy", Grant::of) : identityNotGiven();
  }

  private Grant identityNotGiven() {
    return Grant.unknown("identity policy of " + request.caller().display());
  }

  private Grant signed(
      ResourceKind kind,
      Grant direct,
      Grant delegated,
      Grant identity,
      AmazonResourceName callerArn) {
    return signed(kind, direct, delegated, identity, callerArn.partition(), callerArn.account());
  }

  private Grant signed(
      ResourceKind kind,
      Grant direct,
      Grant delegated,
      Grant identity,
      String partition,
      String account) {
    var resource = AmazonResourceName.parse(request.resourceArn());
    if (resource.isEmpty() || !AccountId.isAccountId(resource.get().account())) {
      return direct.or(delegated).and(Grant.unknown("the account that owns the resource"));
    }
    boolean sameAccount =
        resource.get().account().equals(account) && resource.get().partition().equals(partition);
    if (!sameAccount) {
      notes.add("another account's caller needs both its identity policy and the resource policy");
      return direct.or(delegated).and(identity);
    }
    return switch (kind) {
      case SQS_QUEUE, SNS_TOPIC -> {
        notes.add("in the resource's account either policy is enough");
        yield direct.or(delegated.and(identity)).or(identity);
      }
      case KMS_KEY -> {
        notes.add(
            "the key policy must name the caller, or its account and then its identity policy");
        yield direct.or(delegated.and(identity));
      }
    };
  }

  /** What the Allow statements of one side come to. */
  private Grant allows(String document, Function<StatementVerdict, Grant> granted) {
    Grant grant = Grant.NONE;
    for (StatementVerdict verdict : verdicts) {
      if (verdict.isAllow() && verdict.document().equals(document)) {
        grant = grant.or(granted.apply(verdict));
      }
    }
    return grant;
  }

  private Decision decide(Grant allowed) {
    List<String> trace = Trace.of(verdicts, notes);
    TreeSet<String> missing = new TreeSet<>(allowed.missing());
    boolean deniesUnknown = false;
    for (StatementVerdict verdict : verdicts) {
      if (!verdict.isAllow() && verdict.truth() == Truth.YES) {
        return new Decision.Denied(verdict.statement(), trace);
      }
      if (!verdict.isAllow() && verdict.truth() == Truth.UNKNOWN) {
        deniesUnknown = true;
        missing.addAll(verdict.missing());
      }
    }
    if (allowed.truth() == Truth.NO) {
      return new Decision.NotAllowed(Trace.nearestMisses(verdicts, notes), trace);
    }
    Statement by = allowed.by();
    return by != null && !deniesUnknown
        ? new Decision.Allowed(by, trace)
        : new Decision.Unknown(List.copyOf(missing), trace);
  }
}
