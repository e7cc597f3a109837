package dev.keyway.policy;

import java.util.List;
import java.util.function.Function;

/**
 * What is known of each condition key of a request: what its context states, else what follows from
 * the caller and the resource, else the context's default.
 *
 * <p>Source: IAM User Guide, "AWS global condition context keys".
 */
final class Lookup implements Function<String, ContextValue> {
  private static final ContextValue ABSENT = new ContextValue.Absent();

  private final Request request;

  Lookup(Request request) {
    this.request = request;
  }

  @Override
  public ContextValue apply(String key) {
    String folded = RequestContext.fold(key);
    ContextValue stated = request.context().stated(folded);
    if (stated != null) {
      return stated;
    }
    return switch (folded) {
      case "aws:principalarn" -> principalArn();
      case "aws:principalaccount" -> principalAccount();
      case "aws:principaltype" -> principalType();
      case "aws:principalisawsservice" -> principalIsAwsService();
      case "aws:principalservicename" ->
          request.caller() instanceof Caller.Service(String name) ? known(name) : ABSENT;
      case "aws:username" -> userName();
      case "aws:resourceaccount" -> resourceAccount();
      default -> request.context().unstated();
    };
  }

  /** For a role session it is the role's ARN, not the session's. */
  private ContextValue principalArn() {
    return switch (request.caller()) {
      case Caller.IamRole(String arn) -> known(arn);
      case Caller.IamUser(String arn) -> known(arn);
      case Caller.AccountRoot root -> known(root.display());
      case Caller.Service _, Caller.Anonymous _ -> ABSENT;
    };
  }

  private ContextValue principalAccount() {
    return switch (request.caller()) {
      case Caller.IamRole(String arn) -> known(AmazonResourceName.of(arn).account());
      case Caller.IamUser(String arn) -> known(AmazonResourceName.of(arn).account());
      case Caller.AccountRoot(_, String accountId) -> known(accountId);
      case Caller.Anonymous _ -> known("anonymous");
      case Caller.Service _ -> ABSENT;
    };
  }

  /** Only signed requests have it. */
  private ContextValue principalIsAwsService() {
    return request.caller() instanceof Caller.Anonymous
        ? ABSENT
        : known(Boolean.toString(request.caller() instanceof Caller.Service));
  }

  private ContextValue principalType() {
    return switch (request.caller()) {
      case Caller.IamRole _ -> known("AssumedRole");
      case Caller.IamUser _ -> known("User");
      case Caller.AccountRoot _ -> known("Account");
      case Caller.Anonymous _ -> known("Anonymous");
      case Caller.Service _ -> request.context().unstated();
    };
  }

  private ContextValue userName() {
    return request.caller() instanceof Caller.IamUser(String arn)
        ? known(AmazonResourceName.of(arn).name())
        : ABSENT;
  }

  private ContextValue resourceAccount() {
    return AmazonResourceName.parse(request.resourceArn())
        .map(AmazonResourceName::account)
        .filter(AccountId::isAccountId)
        .map(Lookup::known)
        .orElse(request.context().unstated());
  }

  private static ContextValue known(String value) {
    return new ContextValue.Known(List.of(value));
  }
}
