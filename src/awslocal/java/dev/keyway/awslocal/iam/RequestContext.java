package dev.keyway.awslocal.iam;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The condition keys of one request ("AWS global condition context keys", IAM user guide; "AWS KMS
 * condition keys", KMS developer guide). Names are case-insensitive, values are not.
 */
public final class RequestContext {

  private final Map<String, List<String>> values = new TreeMap<>();

  private RequestContext() {}

  /** What every call carries: who calls, when, over what. */
  public static RequestContext of(Caller caller, Instant now, String region) {
    RequestContext context =
        new RequestContext()
            .with("aws:SecureTransport", "true")
            .with("aws:CurrentTime", now.toString())
            .with("aws:EpochTime", Long.toString(now.getEpochSecond()))
            .with("aws:RequestedRegion", region);
    switch (caller) {
      case Caller.Iam iam -> context.signedBy(iam);
      case Caller.Service service -> context.calledBy(service);
    }
    return context;
  }

  private void signedBy(Caller.Iam iam) {
    with("aws:PrincipalArn", iam.principalArn())
        .with("aws:PrincipalAccount", iam.account())
        .with("aws:userid", iam.userId())
        .with("aws:SourceIp", "127.0.0.1")
        .with("aws:PrincipalIsAWSService", "false")
        .with("aws:SourceOwner", iam.account());
    switch (iam) {
      case Caller.RoleSession session -> with("aws:PrincipalType", "AssumedRole");
      case Caller.IamUser user ->
          with("aws:PrincipalType", "User").with("aws:username", user.user().name());
      case Caller.Root root -> with("aws:PrincipalType", "Account");
    }
  }

  /** Principal keys are absent when a service calls; the source keys are absent otherwise. */
  private void calledBy(Caller.Service service) {
    with("aws:PrincipalIsAWSService", "true")
        .with("aws:PrincipalServiceName", service.name())
        .with("aws:SourceArn", service.sourceArn())
        .with("aws:SourceAccount", service.sourceAccount())
        .with("aws:SourceOwner", service.sourceAccount());
  }

  /** Adds a key with a single value. */
  public RequestContext with(String key, String value) {
    return with(key, List.of(value));
  }

  /** Adds a key with any number of values. */
  public RequestContext with(String key, List<String> all) {
    values.put(key.toLowerCase(Locale.ROOT), List.copyOf(all));
    return this;
  }

  /** Adds tags under a prefix such as {@code aws:ResourceTag/}. */
  public RequestContext withTags(String prefix, Map<String, String> tags) {
    tags.forEach((key, value) -> with(prefix + key, value));
    return this;
  }

  /** Adds the tags that a request sets, and the names of those that it sets or removes. */
  public RequestContext withRequestTags(Map<String, String> set, List<String> removed) {
    var names = Stream.concat(set.keySet().stream(), removed.stream()).toList();
    if (!names.isEmpty()) {
      with("aws:TagKeys", names);
    }
    return withTags("aws:RequestTag/", set);
  }

  /** The values of a key; empty when absent. */
  public List<String> values(String key) {
    return values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
  }
}
