package dev.keyway.awslocal.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** An operation of an API. */
public record Operation(Kind kind, Function<Invocation, ObjectNode> body) {

  /** What an operation does to the world. */
  public enum Kind {
    /** Reads configuration. */
    READ,
    /** Changes configuration. */
    WRITE,
    /** Moves messages. */
    DATA
  }

  public static Operation read(Function<Invocation, ObjectNode> body) {
    return new Operation(Kind.READ, body);
  }

  public static Operation write(Function<Invocation, ObjectNode> body) {
    return new Operation(Kind.WRITE, body);
  }

  public static Operation data(Function<Invocation, ObjectNode> body) {
    return new Operation(Kind.DATA, body);
  }
}
