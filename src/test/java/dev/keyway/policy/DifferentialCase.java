package dev.keyway.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.iam.PolicyProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case of {@link CaseGenerator} with both answers.
 *
 * @param policy as the engine read it
 */
record DifferentialCase(
    Request request, PolicyDocument policy, Decision engine, LocalAwsJudge.Verdict localAws) {
  private static final List<String> REQUIRED = List.of("kind", "caller", "action", "resource");
  private static final LocalAwsJudge GLOBAL = new LocalAwsJudge("aws");
  private static final LocalAwsJudge CHINA = new LocalAwsJudge("aws-cn");

  static LocalAwsJudge localAws(ObjectNode asked) {
    return asked.path("resource").asText().startsWith("arn:aws-cn:") ? CHINA : GLOBAL;
  }

  static DifferentialCase judge(ObjectNode asked) throws PolicySyntaxException {
    LocalAwsJudge.Verdict localAws = localAws(asked).judge(asked);
    String read = localAws.policyAsRead();
    PolicyDocument policy =
        read == null ? PolicyDocument.of(List.of()) : PolicyDocument.parse(read);
    Request request =
        new Request(
            caller(asked.path("caller").asText()),
            asked.path("action").asText(),
            asked.path("resource").asText(),
            context(asked, localAws.environment()));
    Decision decision = Evaluator.evaluate(request, policy, kind(asked), identity(asked));
    return new DifferentialCase(request, policy, decision, localAws);
  }

  /** Whether both take the case and the engine is certain of what the local AWS denies. */
  static boolean isDisagreement(ObjectNode asked) {
    try {
      boolean whole = REQUIRED.stream().allMatch(asked::has);
      return whole && judge(asked).disagrees();
    } catch (PolicySyntaxException | PolicyProblem e) {
      return false;
    }
  }

  /**
   * Allowed has to be allowed, Denied an explicit deny, NotAllowed refused one way or the other; of
   * what is Unknown the local AWS may say either.
   */
  boolean disagrees() {
    return switch (engine) {
      case Decision.Allowed _ -> !localAws.decision().isAllowed();
      case Decision.Denied _ -> !localAws.isExplicitDeny();
      case Decision.NotAllowed _ -> localAws.decision().isAllowed();
      case Decision.Unknown _ -> false;
    };
  }

  /** Both answers, for people. */
  String answers() {
    return "engine: %s %s%nlocal AWS: %s%npolicy as read: %s"
        .formatted(
            Tables.answer(engine), engine.trace(), localAws.decision(), localAws.policyAsRead());
  }

  private static Caller caller(String name) {
    if (!name.startsWith("arn:")) {
      return new Caller.Service(name);
    }
    AmazonResourceName arn = AmazonResourceName.of(name);
    if (arn.isAccountRoot()) {
      return new Caller.AccountRoot(arn.partition(), arn.account());
    }
    return arn.isIam("user") ? new Caller.IamUser(name) : new Caller.IamRole(name);
  }

  private static RequestContext context(ObjectNode asked, Map<String, List<String>> environment) {
    RequestContext.Builder context = RequestContext.absentUnlessStated();
    environment.forEach(context::with);
    for (Map.Entry<String, JsonNode> key : asked.path("context").properties()) {
      if (key.getValue().isNull()) {
        context.absent(key.getKey());
      } else {
        context.with(key.getKey(), Tables.texts(key.getValue()));
      }
    }
    RequestContext told = context.build();
    for (Map.Entry<String, JsonNode> key : asked.path("hidden").properties()) {
      boolean present =
          key.getValue().asText().equals("present")
              && told.get(key.getKey()) instanceof ContextValue.Known(var values)
              && !values.isEmpty();
      context.with(
          key.getKey(), present ? new ContextValue.PresentUnknown() : new ContextValue.Unknown());
    }
    return context.build();
  }

  private static ResourceKind kind(ObjectNode asked) {
    return switch (asked.path("kind").asText()) {
      case "queue" -> ResourceKind.SQS_QUEUE;
      case "topic" -> ResourceKind.SNS_TOPIC;
      default -> ResourceKind.KMS_KEY;
    };
  }

  /** What is not known is taken to deny nothing, so only policies that do not are kept back. */
  private static @Nullable List<PolicyDocument> identity(ObjectNode asked)
      throws PolicySyntaxException {
    List<PolicyDocument> identity = new ArrayList<>();
    boolean denies = false;
    for (JsonNode document : asked.path("identity")) {
      PolicyDocument parsed = PolicyDocument.parse(document.toString());
      denies |= parsed.statements().stream().anyMatch(s -> s.effect() == Effect.DENY);
      identity.add(parsed);
    }
    boolean root = asked.path("caller").asText().endsWith(":root");
    return asked.path("identityHidden").asBoolean() && !denies ? null : root ? List.of() : identity;
  }
}
