package dev.keyway.awslocal.iam;

import dev.keyway.awslocal.iam.PolicyDocument.Principals;
import dev.keyway.awslocal.iam.PolicyDocument.Selection;
import dev.keyway.awslocal.iam.PolicyDocument.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides a request ("Policy evaluation logic" and "Cross-account policy evaluation logic", IAM
 * user guide; "Determining access to AWS KMS keys", KMS developer guide). An explicit Deny beats
 * all; within an account either side may allow, for KMS only what the key policy allows or leaves
 * to the account; between accounts both sides must.
 */
public final class Authorizer {

  /** How a statement's principals meet a caller; the stronger later. */
  private enum Naming {
    NONE,
    ACCOUNT,
    CALLER
  }

  private final Accounts accounts;

  public Authorizer(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Decides. */
  public Decision decide(AccessRequest request) {
    return switch (request.caller()) {
      case Caller.Service service -> decideService(request);
      case Caller.Iam iam -> decideIam(request, iam);
    };
  }

  private Decision decideService(AccessRequest request) {
    return switch (resourceSide(request)) {
      case DENIES -> explicitDeny("resource-based");
      case CALLER -> new Decision.Allowed();
      case ACCOUNT, SILENT -> noAllow("resource-based", request);
    };
  }

  private Decision decideIam(AccessRequest request, Caller.Iam iam) {
    Side resource = resourceSide(request);
    Side identity = identitySide(request, iam);
    if (resource == Side.DENIES || identity == Side.DENIES) {
      return explicitDeny(resource == Side.DENIES ? "resource-based" : "identity-based");
    }
    boolean identityAllows = identity == Side.CALLER;
    boolean letIn = resource == Side.CALLER || resource == Side.ACCOUNT;
    if (!iam.account().equals(request.owner())) {
      return both(letIn, identityAllows, request);
    }
    return switch (request.rules()) {
      case UNION ->
          resource == Side.CALLER || identityAllows
              ? new Decision.Allowed()
              : noAllow("identity-based", request);
      case RESOURCE_POLICY_FIRST ->
          resource == Side.CALLER ? new Decision.Allowed() : both(letIn, identityAllows, request);
    };
  }

  private static Decision both(boolean resource, boolean identity, AccessRequest request) {
    if (resource && identity) {
      return new Decision.Allowed();
    }
    return noAllow(resource ? "identity-based" : "resource-based", request);
  }

  private static Decision explicitDeny(String kind) {
    return new Decision.Denied("with an explicit deny in a " + kind + " policy");
  }

  private static Decision noAllow(String kind, AccessRequest request) {
    return new Decision.Denied(
        "because no %s policy allows the %s action".formatted(kind, request.action()));
  }

  /** What one side says: the strongest wins, Deny over all. */
  private enum Side {
    SILENT,
    ACCOUNT,
    CALLER,
    DENIES
  }

  private Side resourceSide(AccessRequest request) {
    StoredPolicy policy = request.resourcePolicy();
    if (policy == null) {
      return Side.SILENT;
    }
    return side(policy.document(), policy.bindings(), request);
  }

  private Side identitySide(AccessRequest request, Caller.Iam iam) {
    Side strongest = Side.SILENT;
    for (PolicyDocument document : accounts.identityOf(iam)) {
      Side side = side(document, Map.of(), request);
      strongest = side.compareTo(strongest) > 0 ? side : strongest;
    }
    return strongest;
  }

  private static Side side(
      PolicyDocument document, Map<String, String> bindings, AccessRequest request) {
    Side strongest = Side.SILENT;
    for (Statement statement : document.statements()) {
      Side side = side(statement, document.variables(), bindings, request);
      strongest = side.compareTo(strongest) > 0 ? side : strongest;
    }
    return strongest;
  }

  private static Side side(
      Statement statement, boolean variables, Map<String, String> bindings, AccessRequest request) {
    Naming naming = naming(statement, bindings, request.caller());
    if (naming == Naming.NONE
        || !selects(statement.actions(), request)
        || !selectsResource(statement.resources(), variables, request)
        || !Conditions.hold(statement.conditions(), variables, request.context())) {
      return Side.SILENT;
    }
    if (!statement.allow()) {
      return Side.DENIES;
    }
    return naming == Naming.CALLER ? Side.CALLER : Side.ACCOUNT;
  }

  private static boolean selects(Selection actions, AccessRequest request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    boolean any =
        actions.patterns().stream()
            .anyMatch(p -> Glob.of(p.toLowerCase(Locale.ROOT)).matches(action));
    return any != actions.except();
  }

  /** A variable without a single value makes the statement match nothing, NotResource included. */
  private static boolean selectsResource(
      Selection resources, boolean variables, AccessRequest request) {
    List<Optional<Glob>> patterns =
        resources.patterns().stream()
            .map(p -> Glob.compile(p, variables, request.context()))
            .toList();
    if (patterns.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    boolean any = patterns.stream().anyMatch(p -> p.orElseThrow().matches(request.resource()));
    return any != resources.except();
  }

  private static Naming naming(Statement statement, Map<String, String> bindings, Caller caller) {
    Naming naming =
        switch (statement.principals()) {
          case Principals.Holder holder -> Naming.CALLER;
          case Principals.Everyone everyone -> Naming.CALLER;
          case Principals.Named named -> naming(named, bindings, caller);
        };
    if (!statement.notPrincipal()) {
      return naming;
    }
    return naming == Naming.NONE ? Naming.CALLER : Naming.NONE;
  }

  private static Naming naming(
      Principals.Named named, Map<String, String> bindings, Caller caller) {
    if (named.aws().contains("*")) {
      return Naming.CALLER;
    }
    return switch (caller) {
      case Caller.Service service ->
          named.services().contains(service.name()) ? Naming.CALLER : Naming.NONE;
      case Caller.Iam iam -> naming(named.aws(), bindings, iam);
    };
  }

  private static Naming naming(List<String> names, Map<String, String> bindings, Caller.Iam iam) {
    Naming strongest = Naming.NONE;
    for (String name : names) {
      if (isCaller(name, bindings.get(name), iam)) {
        return Naming.CALLER;
      }
      if (PrincipalName.accountOf(name).equals(Optional.of(iam.account()))) {
        strongest = iam instanceof Caller.Root ? Naming.CALLER : Naming.ACCOUNT;
      }
    }
    return strongest;
  }

  /** A role's unique id stands for its sessions; a session's binding is its full user id. */
  private static boolean isCaller(String name, @Nullable String bound, Caller.Iam iam) {
    String id = bound == null ? name : bound;
    return id.equals(iam.userId()) || iam.uniqueId().filter(id::equals).isPresent();
  }
}
