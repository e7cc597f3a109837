package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an administrator allows the namespaces of a binding. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("Which account, role, regions and guardrails the selected namespaces have.")
@ValidationRule(
    value = "self.accountId == oldSelf.accountId",
    message =
        "`accountId` must stay as it was at creation: what exists would be looked for in another"
            + " account; create another binding",
    fieldPath = ".accountId")
@ValidationRule(
    value =
        "has(self.namePrefix) == has(oldSelf.namePrefix)"
            + " && (!has(self.namePrefix) || self.namePrefix == oldSelf.namePrefix)",
    message =
        "`namePrefix` must stay as it was at creation, set or absent: what exists would be looked"
            + " for under other names; create another binding",
    fieldPath = ".namePrefix")
@ValidationRule(
    value = "self.defaultRegion in self.regions",
    message = "`defaultRegion` must be one of `regions`: add it there",
    fieldPath = ".defaultRegion")
@ValidationRule(
    value = "!has(self.externalId) || has(self.roleArn)",
    message = "`externalId` is of use only with `roleArn`: set both, or neither",
    fieldPath = ".externalId")
@ValidationRule(
    value = "!has(self.roleArn) || self.roleArn.contains('::' + self.accountId + ':role/')",
    message = "`roleArn` must be a role of the account `accountId`: correct one of them",
    fieldPath = ".roleArn")
public record AccountBindingSpec(
    @JsonPropertyDescription(
            "The AWS account in which the objects of these namespaces live, 12 digits. Keyway"
                + " writes nothing where its credentials turn out to be of another one. Immutable.")
        @Size(min = 12, max = 12)
        @ValidationRule(
            value = "self.matches('^[0-9]{12}$')",
            message =
                "must be an AWS account id of 12 digits, in quotes so that YAML keeps it a string")
        String accountId,
    @JsonPropertyDescription(
            "Labels of the namespaces that it is for; '{}' selects all. Every namespace has the"
                + " label 'kubernetes.io/metadata.name'. Of two bindings that select the same"
                + " namespace the older one serves it. Mutable.")
        NamespaceSelector namespaceSelector,
    @JsonPropertyDescription(
            "AWS region of objects whose spec names none; one of `regions`. Mutable; what exists"
                + " stays where it is, and says IdentityChanged.")
        @Size(min = 1, max = Schema.MAX_REGION)
        @ValidationRule(value = Schema.REGION_RULE, message = Schema.REGION_MESSAGE)
        String defaultRegion,
    @JsonPropertyDescription("AWS regions that these namespaces may use, 1 to 40. Mutable.")
        @Size(min = 1, max = MAX_REGIONS)
        @SchemaPatch(Schema.SET)
        @ValidationRule(
            value = "self.all(r, r.matches('^[a-z]{2}(-[a-z]+)+-[0-9]$'))",
            message = "every entry must be the code of an AWS region, such as 'eu-central-1'")
        List<@Size(min = 1, max = Schema.MAX_REGION) String> regions,
    @JsonPropertyDescription(
            "ARN of the role in that account that Keyway takes (sts:AssumeRole). Absent: Keyway's"
                + " own credentials, which have to be of that account. Mutable.")
        @Size(min = 1, max = 640)
        @ValidationRule(
            value = "self.matches('" + Schema.IAM_ARN + "role/" + Schema.IAM_PATH_AND_NAME + "')",
            message = "must be the ARN of a role, such as 'arn:aws:iam::111122223333:role/keyway'")
        @Nullable String roleArn,
    @JsonPropertyDescription(
            "What the role's trust policy wants to be told (sts:ExternalId), 2 to 256 characters."
                + " It is no secret. Mutable.")
        @Size(min = 2, max = 256)
        @ValidationRule(
            value = "self.matches(r'^[A-Za-z0-9_+=,.@:/-]*$')",
            message = "must consist of letters, digits and '_+=,.@:/-', as AWS asks")
        @Nullable String externalId,
    @JsonPropertyDescription(
            "Precedes the AWS names that Keyway chooses, up to 20 letters, digits, '_' and '-'."
                + " Absent: none. Immutable, its presence too.")
        @Size(min = 1, max = 20)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_-]*$')",
            message = "must consist of letters, digits, '_' and '-'")
        @Nullable String namePrefix,
    @JsonPropertyDescription(
            "Tags of every AWS object of these namespaces, up to 20; an object's own `tags` precede"
                + " them. Mutable.")
        @Size(max = MAX_BINDING_TAGS)
        @ValidationRule(value = Schema.TAG_KEY_RULE, message = Schema.TAG_KEY_MESSAGE)
        @ValidationRule(value = Schema.TAG_PREFIX_RULE, message = Schema.TAG_PREFIX_MESSAGE)
        @ValidationRule(value = Schema.TAG_VALUE_RULE, message = Schema.TAG_VALUE_MESSAGE)
        Map<String, @Size(max = Schema.MAX_TAG_VALUE) String> tags,
    @JsonPropertyDescription(
            "What the objects of these namespaces may ask for. Absent: anything but ARNs of the"
                + " account that no object of Keyway looks after. Mutable; what stands already stays.")
        @Nullable Guardrails guardrails) {
  private static final long MAX_REGIONS = 40;
  private static final long MAX_BINDING_TAGS = 20;

  public AccountBindingSpec {
    regions = Lists.orEmpty(regions);
    tags = Lists.orEmpty(tags);
  }
}
