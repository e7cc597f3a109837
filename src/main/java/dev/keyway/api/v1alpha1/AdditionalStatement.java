package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A statement that a policy has besides those that Keyway makes of the rest of the spec. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdditionalStatement(
    @JsonPropertyDescription(Schema.LIST_ENTRY_NAME)
        @Size(min = 1, max = 63)
        @ValidationRule(value = Schema.LABEL_RULE, message = Schema.LIST_ENTRY_MESSAGE)
        String name,
    @JsonPropertyDescription(
            "The statement as IAM writes it: `Effect`, `Principal`, `Action` or, in a Deny,"
                + " `NotAction`, and where wanted `Condition`. `Resource` is best left out: it can"
                + " be nothing but the object's own ARN, for a key also '*'. Kept as written.")
        @SchemaPatch(STATEMENT)
        @ValidationRule(
            value = "!has(self.Sid)",
            message =
                "`Sid` is Keyway's, which knows its statements by it: remove it; `name` beside"
                    + " `statement` names the entry",
            fieldPath = ".Sid")
        ObjectNode statement) {
  // Neither schema nor CEL sees what is text or list, whichever the user likes; what it has to be
  // is said by StatementJudge.
  private static final String STATEMENT =
      """
      type: object
      x-kubernetes-preserve-unknown-fields: true
      maxProperties: 8
      required: [Effect, Principal]
      properties:
        Sid:
          description: Keyway's own; always absent.
          type: string
          maxLength: 64
        Effect:
          description: Whether the statement allows or denies (Effect).
          type: string
          enum: [Allow, Deny]
        Principal:
          description: >-
            Whom it speaks of (Principal): '*', or an object with lists of ARNs or account ids under
            'AWS' and of services under 'Service'.
          x-kubernetes-preserve-unknown-fields: true
        Condition:
          description: >-
            When it holds (Condition): operators, each with condition keys and their values; up to
            10 operators.
          type: object
          maxProperties: 10
          x-kubernetes-preserve-unknown-fields: true
      """;
}
