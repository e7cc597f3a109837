package dev.keyway.awslocal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.call.Fault;
import dev.keyway.awslocal.call.Fault.Effect;

/** Faults as JSON. */
final class FaultReader {

  private FaultReader() {}

  static Fault read(ObjectNode input) {
    return new Fault(
        input.path("operation").asText("*"),
        input.path("caller").asText(""),
        input.path("resource").asText(""),
        input.path("skip").asInt(0),
        input.path("times").asInt(1),
        effect(input));
  }

  private static Effect effect(ObjectNode input) {
    String name = input.path("effect").asText();
    return switch (name) {
      case "Throttle" -> new Effect.Throttle();
      case "AccessDenied" -> new Effect.AccessDenied();
      case "InternalFailure" -> new Effect.InternalFailure();
      case "TimeoutBefore" -> new Effect.TimeoutBefore();
      case "TimeoutAfter" -> new Effect.TimeoutAfter();
      case "Fail" ->
          new Effect.Fail(
              input.path("status").asInt(400),
              input.path("code").asText("ValidationError"),
              input.path("message").asText(""));
      default -> throw new IllegalArgumentException("no such effect: " + name);
    };
  }
}
