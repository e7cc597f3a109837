package dev.keyway.grants;

import dev.keyway.policy.AmazonResourceName;
import dev.keyway.policy.Caller;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Condition;
import dev.keyway.policy.Request;
import dev.keyway.policy.RequestContext;
import dev.keyway.policy.ResourceKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The calls that grants are given for.
 *
 * <p>A service calls in its own name, and what becomes of the call nobody sees: a message that SNS
 * may not deliver is lost. So for services it has to be certain that a Deny spares them. People and
 * programs see the error, and what is not known of their calls, such as the VPC that they come
 * from, is what a Deny is written for; so of them only a certain Deny counts.
 */
public final class GrantedCalls {
  private static final String VIA_SERVICE = "kms:ViaService";
  private static final String SOURCE_ARN = "aws:SourceArn";

  /**
   * Taken as absent where SQS or SNS uses a key for somebody: the call comes from the service (KMS
   * Developer Guide, "Using VPC endpoint conditions in policies with AWS KMS permissions").
   */
  private static final List<String> NETWORK = List.of("aws:SourceVpc", "aws:SourceVpce");

  // Nobody is in the way of administrators while they can read and write the policy; to keep all of
  // them from deleting the key is what a Deny may be for.
  private static final List<String> ADMINISTER = List.of("kms:GetKeyPolicy", "kms:PutKeyPolicy");
  private static final Set<String> RE_ENCRYPT = Set.of("kms:ReEncryptFrom", "kms:ReEncryptTo");

  private final String arn;

  private GrantedCalls(String arn) {
    this.arn = arn;
  }

  /**
   * Return the calls that these grants on a queue, topic or key are for, those of services first.
   */
  public static List<NeededCall> of(List<Grant> grants, String arn) {
    var calls = new GrantedCalls(arn);
    return grants.stream()
        .flatMap(calls::of)
        .distinct()
        .sorted(Comparator.comparing(NeededCall::certain).reversed())
        .toList();
  }

  /** Return the calls by which the root of an account keeps the last word on a key. */
  public static List<NeededCall> ofAccount(String partition, String accountId, String keyArn) {
    var root = new Caller.AccountRoot(partition, accountId);
    return ADMINISTER.stream()
        .map(action -> CallerContexts.iam(root, action, keyArn))
        .map(r -> new NeededCall(r, root.display(), false, "leave " + ADMINISTER + " out"))
        .toList();
  }

  /**
   * Return the calls that any channel through a queue or key would make, asked for or not yet: in
   * which order objects come must not decide whether a Deny is written that they cannot live with.
   */
  public static List<NeededCall> ofAnyChannel(ResourceKind kind, String arn) {
    var calls = new GrantedCalls(arn);
    return switch (kind) {
      case SQS_QUEUE -> List.of(calls.bySns("sqs:SendMessage"));
      case SNS_TOPIC -> List.of();
      case KMS_KEY ->
          List.of(
              calls.bySns("kms:GenerateDataKey"),
              calls.bySns("kms:Decrypt"),
              calls.bySqsForSomebody("kms:GenerateDataKey"),
              calls.bySqsForSomebody("kms:Decrypt"));
    };
  }

  private NeededCall bySns(String action) {
    var sources = new GrantGroup.Members.Sources("sns.amazonaws.com", "ArnLike", SOURCE_ARN);
    var call = byService(sources, action, List.of(), "*");
    return new NeededCall(call.request(), "sns.amazonaws.com for any topic", false, call.remedy());
  }

  private NeededCall bySqsForSomebody(String action) {
    var key = AmazonResourceName.of(arn);
    var root = new Caller.AccountRoot(key.partition(), key.account());
    return new NeededCall(
        viaService(root, action, "sqs." + key.region() + "."),
        "whoever sends or receives by SQS",
        false,
        "do not tie the use of a key to a network, which SQS and SNS do not pass on");
  }

  private Stream<NeededCall> of(Grant grant) {
    return switch (grant.group().members()) {
      case GrantGroup.Members.Principals _ ->
          caller(grant.member()).stream()
              .flatMap(caller -> actions(grant).map(action -> byPrincipal(caller, action, grant)));
      case GrantGroup.Members.Sources sources ->
          actions(grant)
              .map(
                  action -> byService(sources, action, grant.group().conditions(), grant.member()));
    };
  }

  // The root stands for its account: whom else of it a Deny names is narrowed, not shut out.
  private Optional<Caller> caller(String member) {
    return PrincipalText.isAccount(member)
        ? Optional.of(new Caller.AccountRoot(AmazonResourceName.of(arn).partition(), member))
        : Callers.of(member);
  }

  private static Stream<String> actions(Grant grant) {
    return grant.group().kind() == GrantKind.ADMINISTRATORS
        ? ADMINISTER.stream()
        : grant.group().actions().stream().flatMap(GrantedCalls::called);
  }

  private static Stream<String> called(String action) {
    return action.equals("kms:ReEncrypt*")
        ? RE_ENCRYPT.stream().sorted()
        : Stream.of(action.replace("*", ""));
  }

  private NeededCall byPrincipal(Caller caller, String action, Grant grant) {
    var via =
        grant.group().conditions().stream()
            .filter(c -> c.key().equals(VIA_SERVICE))
            .map(c -> c.values().getFirst())
            .findFirst();
    var request =
        via.map(service -> viaService(caller, action, service))
            .orElseGet(() -> CallerContexts.iam(caller, action, arn));
    return new NeededCall(
        request,
        grant.member(),
        false,
        "narrow it, or take " + grant.member() + " out of the spec that names it");
  }

  private Request viaService(Caller caller, String action, String service) {
    var parts = service.split("\\.", 3);
    var request =
        parts[0].equals("sqs")
            ? CallerContexts.viaSqs(caller, action, arn, parts[1])
            : CallerContexts.viaSns(caller, action, arn, parts[1]);
    var context = request.context().toBuilder();
    NETWORK.forEach(context::absent);
    return new Request(caller, action, arn, context.build());
  }

  private NeededCall byService(
      GrantGroup.Members.Sources sources,
      String action,
      List<Condition> conditions,
      String member) {
    var context =
        RequestContext.unknownUnlessStated()
            .with("aws:SecureTransport", "true")
            .with("aws:PrincipalIsAWSService", "true");
    Stream.of("aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:userid").forEach(context::absent);
    NETWORK.forEach(context::absent);
    conditions.stream()
        .filter(GrantedCalls::isExact)
        .forEach(c -> context.with(c.key(), c.values()));
    boolean literal = member.chars().noneMatch(c -> c == '*' || c == '?');
    if (literal) {
      context.with(sources.key(), member);
    } else {
      context.presentUnknown(sources.key());
    }
    if (literal && sources.key().equals(SOURCE_ARN)) {
      AmazonResourceName.parse(member)
          .map(AmazonResourceName::account)
          .filter(account -> !account.isEmpty())
          .ifPresent(account -> context.with("aws:SourceAccount", account));
    }
    return new NeededCall(
        new Request(new Caller.Service(sources.service()), action, arn, context.build()),
        sources.service() + " for " + member,
        true,
        "spare services: \"Bool\": {\"aws:PrincipalIsAWSService\": \"false\"}");
  }

  private static boolean isExact(Condition condition) {
    return condition.operator().equals("StringEquals") && condition.values().size() == 1;
  }
}
