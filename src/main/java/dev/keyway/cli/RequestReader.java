package dev.keyway.cli;

import dev.keyway.policy.AccountId;
import dev.keyway.policy.AmazonResourceName;
import dev.keyway.policy.Caller;
import dev.keyway.policy.JsonValue;
import dev.keyway.policy.Request;
import dev.keyway.policy.RequestContext;
import dev.keyway.policy.ResourceKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads requests as people write them; {@code docs/policy-engine.md} has the format. */
final class RequestReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "principal",
          "principalAccount",
          "action",
          "resource",
          "resourceAccount",
          "context",
          "otherKeys");
  private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9]+");

  private final Map<String, JsonValue> members;

  private RequestReader(Map<String, JsonValue> members) {
    this.members = members;
  }

  /**
   * Read a request.
   *
   * @param service what the command line says of the resource; null if nothing
   * @throws BadInput with the place, relative to the request
   */
  static Question read(JsonValue json, @Nullable ResourceKind service) throws BadInput {
    var reader = new RequestReader(Members.of(json, "", MEMBERS));
    AmazonResourceName resource = reader.resource();
    ResourceKind kind = kind(resource, service);
    Caller caller =
        PrincipalReader.read(
            reader.required("principal"), reader.account("principalAccount"), resource.partition());
    return new Question(
        new Request(caller, reader.action(), resource.toString(), reader.context()), kind);
  }

  private AmazonResourceName resource() throws BadInput {
    String text = required("resource");
    AmazonResourceName arn = AmazonResourceName.parse(text).orElse(null);
    if (arn == null || text.contains("*") || text.contains("?")) {
      throw BadInput.at(
          "resource", "must be the ARN of one queue, topic or key, not \"" + text + "\"");
    }
    if (arn.service().equals("kms") && arn.resource().startsWith("alias/")) {
      throw BadInput.at("resource", "an alias names no key in a policy; give the key's ARN");
    }
    String account = account("resourceAccount").orElse(arn.account());
    if (!arn.account().isEmpty() && !arn.account().equals(account)) {
      throw BadInput.at(
          "resourceAccount", "is " + account + ", but the resource is of " + arn.account());
    }
    return new AmazonResourceName(
        arn.partition(), arn.service(), arn.region(), account, arn.resource());
  }

  private static ResourceKind kind(AmazonResourceName resource, @Nullable ResourceKind service)
      throws BadInput {
    for (ResourceKind kind : ResourceKind.values()) {
      if (kind.service().equals(resource.service())) {
        if (service != null && service != kind) {
          throw BadInput.at(
              "resource", "is of " + kind.service() + ", but --service is " + service.service());
        }
        return kind;
      }
    }
    if (service == null) {
      throw BadInput.at("resource", "is none of sqs, sns, kms; --service says which rules hold");
    }
    return service;
  }

  private String action() throws BadInput {
    String action = required("action");
    if (!ACTION.matcher(action).matches()) {
      throw BadInput.at(
          "action", "must be one action, such as sqs:SendMessage, not \"" + action + "\"");
    }
    return action;
  }

  private RequestContext context() throws BadInput {
    JsonValue other = members.get("otherKeys");
    boolean unknown = other != null && Members.text(other, "otherKeys").equals("unknown");
    if (!unknown && other != null && !Members.text(other, "otherKeys").equals("absent")) {
      throw BadInput.at("otherKeys", "must be \"absent\" or \"unknown\"");
    }
    var builder =
        unknown ? RequestContext.unknownUnlessStated() : RequestContext.absentUnlessStated();
    JsonValue context = members.get("context");
    if (context != null) {
      ContextReader.read(Members.of(context, "context"), builder);
    }
    return builder.build();
  }

  private String required(String member) throws BadInput {
    JsonValue value = members.get(member);
    if (value == null) {
      throw BadInput.at(member, "is missing");
    }
    return Members.text(value, member);
  }

  private Optional<String> account(String member) throws BadInput {
    JsonValue value = members.get(member);
    if (value == null) {
      return Optional.empty();
    }
    String account = Members.text(value, member);
    if (!AccountId.isAccountId(account)) {
      throw BadInput.at(member, "must be 12 digits, not \"" + account + "\"");
    }
    return Optional.of(account);
  }
}
