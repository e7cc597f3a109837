package dev.keyway.awslocal.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.AwsService;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.AccessRequest;
import dev.keyway.awslocal.iam.AccessRequest.Rules;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Authorizer;
import dev.keyway.awslocal.iam.Caller;
import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.awslocal.iam.Decision;
import dev.keyway.awslocal.iam.RequestContext;
import dev.keyway.awslocal.iam.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** AWS STS: who the caller is, and sessions of roles. */
public final class StsService {

  private static final int DEFAULT_SECONDS = 3600;
  private static final int MIN_SECONDS = 900;
  private static final int MAX_SECONDS = 43_200;

  private final Timing timing;
  private final Accounts accounts;
  private final Authorizer authorizer;

  public StsService(Timing timing, Accounts accounts, Authorizer authorizer) {
    this.timing = timing;
    this.accounts = accounts;
    this.authorizer = authorizer;
  }

  public Map<String, Operation> operations() {
    return Map.of(
        "GetCallerIdentity", Operation.read(this::getCallerIdentity),
        "AssumeRole", Operation.read(this::assumeRole));
  }

  private ObjectNode getCallerIdentity(Invocation call) {
    Caller.Iam caller = call.caller();
    return Json.object()
        .put("Arn", caller.arn())
        .put("UserId", caller.userId())
        .put("Account", caller.account());
  }

  /** The trust policy has to let the caller in; within an account it may leave that to IAM. */
  private ObjectNode assumeRole(Invocation call) {
    String arn = call.params().require("RoleArn");
    String session = call.params().require("RoleSessionName");
    call.concerns(arn);
    if (!session.matches("[\\w+=,.@-]{2,64}")) {
      throw AwsError.sender("ValidationError", "RoleSessionName is malformed: " + session);
    }
    int seconds = call.params().number("DurationSeconds").orElse(DEFAULT_SECONDS);
    if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) {
      throw AwsError.sender(
          "ValidationError", "DurationSeconds must be between 900 and 43200: " + seconds);
    }
    Role role =
        accounts
            .role(arn)
            .filter(r -> isTrusted(call, r))
            .orElseThrow(
                () ->
                    AwsService.STS.accessDenied(
                        "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                            .formatted(call.caller().arn(), arn)));
    Instant expiration = timing.now().plusSeconds(seconds);
    Caller.RoleSession assumed = new Caller.RoleSession(role, session);
    return describe(assumed, accounts.issue(assumed, expiration), expiration);
  }

  private boolean isTrusted(Invocation call, Role role) {
    RequestContext context =
        RequestContext.of(call.caller(), timing.now(), call.region())
            .with("sts:RoleSessionName", call.params().require("RoleSessionName"));
    call.params().text("ExternalId").ifPresent(id -> context.with("sts:ExternalId", id));
    Decision decision =
        authorizer.decide(
            new AccessRequest(
                call.caller(),
                "sts:AssumeRole",
                role.arn(),
                role.account(),
                role.trust(),
                Rules.RESOURCE_POLICY_FIRST,
                context));
    return decision.isAllowed();
  }

  private static ObjectNode describe(
      Caller.RoleSession assumed, Credentials credentials, Instant expiration) {
    ObjectNode answer = Json.object();
    answer
        .putObject("Credentials")
        .put("AccessKeyId", credentials.accessKeyId())
        .put("SecretAccessKey", credentials.secretAccessKey())
        .put("SessionToken", Optional.ofNullable(credentials.sessionToken()).orElse(""))
        .put("Expiration", expiration.toString());
    answer
        .putObject("AssumedRoleUser")
        .put("AssumedRoleId", assumed.userId())
        .put("Arn", assumed.arn());
    return answer;
  }
}
