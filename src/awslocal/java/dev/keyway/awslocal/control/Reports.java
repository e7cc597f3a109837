package dev.keyway.awslocal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.sns.Delivery;

/** Log entries as JSON. */
final class Reports {

  private Reports() {}

  static ObjectNode of(Call call) {
    return Json.object()
        .put("sequence", call.sequence())
        .put("time", call.time().toString())
        .put("caller", call.caller())
        .put("service", call.service().scope())
        .put("operation", call.operation())
        .put("kind", call.kind().name())
        .put("mutating", call.isMutating())
        .put("region", call.region())
        .put("resource", call.resource())
        .put("errorCode", call.errorCode())
        .put("answered", call.answered());
  }

  static ObjectNode of(Delivery delivery) {
    return Json.object()
        .put("sequence", delivery.sequence())
        .put("time", delivery.time().toString())
        .put("topicArn", delivery.topicArn())
        .put("subscriptionArn", delivery.subscriptionArn())
        .put("destination", delivery.destination())
        .put("messageId", delivery.messageId())
        .put("status", delivery.status().name())
        .put("statusCode", delivery.statusCode())
        .put("providerResponse", delivery.providerResponse());
  }
}
