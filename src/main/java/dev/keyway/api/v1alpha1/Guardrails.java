package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Within which bounds the objects of a binding's namespaces stay. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Guardrails(
    @JsonPropertyDescription(
            "Modes of `encryption` that may be chosen: 'OwnKey', 'SharedKey', 'ServiceManaged',"
                + " 'AwsManagedKey'. Absent: all.")
        @Size(max = 4)
        List<QueueEncryptionMode> encryptionModes,
    @JsonPropertyDescription(
            "Accounts whose principals may be let in, 12 digits each, up to 100; the binding's own"
                + " always may. With that one alone nobody else may. Absent: any account.")
        @Size(max = 100)
        @SchemaPatch(Schema.SET)
        @ValidationRule(
            value = "self.all(a, a.matches('^[0-9]{12}$'))",
            message =
                "every entry must be an AWS account id of 12 digits, in quotes so that YAML keeps it"
                    + " a string")
        List<@Size(min = 12, max = 12) String> principalAccounts,
    @JsonPropertyDescription(
            "Organisations whose principals a statement of `additionalStatements` may let in by a"
                + " condition on aws:PrincipalOrgID, such as 'o-a1b2c3d4e5', up to 20. Of effect"
                + " only with `principalAccounts`. Absent: none.")
        @Size(max = 20)
        @SchemaPatch(Schema.SET)
        @ValidationRule(
            value = "self.all(o, o.matches('^o-[a-z0-9]{10,32}$'))",
            message = "every entry must be the id of an organisation, such as 'o-a1b2c3d4e5'")
        List<@Size(min = 12, max = 34) String> organizationIds,
    @JsonPropertyDescription(
            "AWS services that may be let in, such as 's3.amazonaws.com', up to 20; SNS, for"
                + " subscriptions, always may. Absent: any that Keyway knows.")
        @Size(max = 20)
        @SchemaPatch(Schema.SET)
        List<@Size(min = 1, max = 128) String> services,
    @JsonPropertyDescription(
            "ARNs of KMS keys of the account that no object of Keyway looks after and that may be"
                + " used or adopted, up to 50; '*' stands for any text, '?' for one character."
                + " Absent: none.")
        @Size(max = MAX_ARNS)
        @SchemaPatch(Schema.SET)
        List<@Size(min = 1, max = Schema.MAX_ARN) String> keyArns,
    @JsonPropertyDescription(
            "ARNs of SNS topics of the account that no object of Keyway looks after and that may be"
                + " subscribed to or adopted, up to 50; '*' stands for any text, '?' for one"
                + " character. Absent: none.")
        @Size(max = MAX_ARNS)
        @SchemaPatch(Schema.SET)
        List<@Size(min = 1, max = Schema.MAX_ARN) String> topicArns,
    @JsonPropertyDescription(
            "ARNs of SQS queues of the account that no object of Keyway looks after and that may be"
                + " dead-letter queues, have one here, or be adopted, up to 50; '*' stands for any"
                + " text, '?' for one character. Absent: none.")
        @Size(max = MAX_ARNS)
        @SchemaPatch(Schema.SET)
        List<@Size(min = 1, max = Schema.MAX_ARN) String> queueArns,
    @JsonPropertyDescription(
            "Whether `deletionPolicy: Delete` is refused on keys, topics and queues. Absent: false.")
        @Nullable Boolean requireRetain) {
  private static final long MAX_ARNS = 50;

  /** No guardrails. */
  public static final Guardrails NONE =
      new Guardrails(
          List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null);

  public Guardrails {
    encryptionModes = Lists.orEmpty(encryptionModes);
    principalAccounts = Lists.orEmpty(principalAccounts);
    organizationIds = Lists.orEmpty(organizationIds);
    services = Lists.orEmpty(services);
    keyArns = Lists.orEmpty(keyArns);
    topicArns = Lists.orEmpty(topicArns);
    queueArns = Lists.orEmpty(queueArns);
  }
}
