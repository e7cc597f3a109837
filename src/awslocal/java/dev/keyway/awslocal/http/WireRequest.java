package dev.keyway.awslocal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Params;
import dev.keyway.awslocal.call.AwsService;
import dev.keyway.awslocal.call.Desk;
import java.util.Map;
import java.util.Optional;

/** Finds out which service and operation a request is for, by the protocol's own marks. */
record WireRequest(Protocol protocol, Desk.Request request) {

  /** How request and answer are written. */
  sealed interface Protocol {

    /** AWS JSON with its version, and the namespace of its error types. */
    record AwsJson(String version, String errorPrefix) implements Protocol {}

    /** AWS Query. */
    record Query(String namespace) implements Protocol {}
  }

  private static final Map<String, AwsService> TARGETS =
      Map.of("AmazonSQS", AwsService.SQS, "TrentService", AwsService.KMS);
  private static final Map<String, AwsService> VERSIONS =
      Map.of("2010-03-31", AwsService.SNS, "2011-06-15", AwsService.STS);

  static Optional<WireRequest> read(Headers headers, byte[] body) {
    String authorization = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
    CredentialScope scope =
        CredentialScope.of(authorization).orElse(new CredentialScope("anonymous", "", ""));
    String target = headers.getFirst("X-Amz-Target");
    return target == null ? query(scope, body) : json(target, scope, body);
  }

  private static Optional<WireRequest> json(String target, CredentialScope scope, byte[] body) {
    int dot = target.indexOf('.');
    AwsService service = dot < 0 ? null : TARGETS.get(target.substring(0, dot));
    if (service == null) {
      return Optional.empty();
    }
    Protocol protocol =
        service == AwsService.SQS
            ? new Protocol.AwsJson("1.0", "com.amazonaws.sqs#")
            : new Protocol.AwsJson("1.1", "");
    String operation = target.substring(dot + 1);
    return Optional.of(
        new WireRequest(protocol, request(service, operation, scope, new Params(Json.read(body)))));
  }

  private static Optional<WireRequest> query(CredentialScope scope, byte[] body) {
    ObjectNode form = QueryForm.parse(body);
    AwsService service = VERSIONS.get(form.path("Version").asText());
    if (service == null) {
      return Optional.empty();
    }
    String namespace =
        "https://%s.amazonaws.com/doc/%s/"
            .formatted(service.scope(), form.path("Version").asText());
    String operation = form.path("Action").asText();
    return Optional.of(
        new WireRequest(
            new Protocol.Query(namespace), request(service, operation, scope, new Params(form))));
  }

  private static Desk.Request request(
      AwsService service, String operation, CredentialScope scope, Params params) {
    return new Desk.Request(service, operation, scope.accessKeyId(), scope.region(), params);
  }
}
