package dev.keyway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the user wants of a KMS key. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription("What the key shall be. The values in force are in `status.effective`.")
@ValidationRule(
    value = Schema.REGION_IMMUTABLE_RULE,
    message = Schema.REGION_IMMUTABLE_MESSAGE,
    fieldPath = ".region")
@ValidationRule(
    value =
        "has(self.alias) == has(oldSelf.alias) && (!has(self.alias) || self.alias =="
            + " oldSelf.alias)",
    message =
        "`alias` must stay as it was at creation, set or absent: create another object for another"
            + " alias",
    fieldPath = ".alias")
@ValidationRule(
    value = Schema.ADOPT_IMMUTABLE_RULE,
    message = Schema.ADOPT_IMMUTABLE_MESSAGE,
    fieldPath = ".adopt")
@ValidationRule(
    value =
        "!has(self.adopt) ||"
            + " self.adopt.arn.matches('^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$')",
    message =
        "`adopt.arn` must be the ARN of a KMS key, not of an alias, such as"
            + " 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'",
    fieldPath = ".adopt.arn")
@ValidationRule(
    value =
        "!has(self.adopt) || !has(self.region) || self.adopt.arn.contains(':kms:' + self.region"
            + " + ':')",
    message = "`adopt.arn` must be in `region`: correct one of them",
    fieldPath = ".adopt.arn")
@ValidationRule(
    value = "!has(self.adopt) || !has(self.alias)",
    message = "`alias` must not be set with `adopt`: an adopted key keeps the aliases that it has",
    fieldPath = ".alias")
public record EncryptionKeySpec(
    @JsonPropertyDescription(Schema.REGION)
        @Size(min = 1, max = Schema.MAX_REGION)
        @ValidationRule(value = Schema.REGION_RULE, message = Schema.REGION_MESSAGE)
        @Nullable String region,
    @JsonPropertyDescription(Schema.TAGS)
        @Size(max = Schema.MAX_TAGS)
        @ValidationRule(value = Schema.TAG_KEY_RULE, message = Schema.TAG_KEY_MESSAGE)
        @ValidationRule(value = Schema.TAG_PREFIX_RULE, message = Schema.TAG_PREFIX_MESSAGE)
        @ValidationRule(value = Schema.TAG_VALUE_RULE, message = Schema.TAG_VALUE_MESSAGE)
        Map<String, @Size(max = Schema.MAX_TAG_VALUE) String> tags,
    @JsonPropertyDescription(Schema.DELETION_RETAIN) @Nullable DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(Schema.CHECK_INTERVAL) @Min(60) @Max(86_400)
        @Nullable Integer checkIntervalSeconds,
    @JsonPropertyDescription(
            "Alias of the key, without the prefix 'alias/': 1 to 250 letters, digits, '/', '_' and"
                + " '-' (AliasName). Absent: 'keyway/<namespace>/<name>'. Immutable, its presence"
                + " too.")
        @Size(min = 1, max = 250)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9/_-]+$')",
            message = "must consist of letters, digits, '/', '_' and '-'")
        @ValidationRule(
            value = "!self.startsWith('alias/')",
            message = "must be written without 'alias/', which Keyway adds")
        @ValidationRule(
            value = "!self.startsWith('aws/')",
            message = "must not start with 'aws/', which is reserved for keys that AWS manages")
        @Nullable String alias,
    @JsonPropertyDescription(
            "Description of the key in AWS, up to 2048 characters of Latin-1 (Description). Absent:"
                + " one that names this object. Mutable.")
        @Size(min = 1, max = 2048)
        @ValidationRule(
            value = "self.matches(r'^[\\t\\n\\r\\x20-\\x{FF}]*$')",
            message = "must consist of tabs, line breaks and characters from U+0020 to U+00FF")
        @Nullable String description,
    @JsonPropertyDescription(
            "Whether the key can be used. 'Enabled' written out also makes Keyway enable the key"
                + " again, or cancel its deletion, when somebody else disabled or scheduled it;"
                + " 'Disabled' is obeyed once nothing needs the key. Absent: created enabled,"
                + " afterwards only reported. Mutable.")
        @Nullable KeyState state,
    @JsonPropertyDescription(
            "Automatic rotation of the key material. Absent: 'Automatic' every 365 days. Mutable.")
        @Nullable KeyRotation rotation,
    @JsonPropertyDescription(
            "Who may manage the key besides the root of its account: policy, state, rotation, tags,"
                + " deletion, but not its use. Roles, users or accounts. Mutable.")
        @Size(max = Schema.MAX_PRINCIPALS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        @ValidationRule(
            value = Schema.NO_SERVICE_RULE,
            message = "an administrator must not be a service: " + Schema.ROLE_ADVICE)
        List<NamedPrincipal> administrators,
    @JsonPropertyDescription(
            "Who uses the key directly, besides what queues, topics and subscriptions need of it,"
                + " which Keyway grants by itself. Roles, users or accounts. Mutable.")
        @Size(max = Schema.MAX_PRINCIPALS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        @ValidationRule(
            value = Schema.NO_SERVICE_RULE,
            message = "a user must not be a service: " + Schema.ROLE_ADVICE)
        List<KeyUser> users,
    @JsonPropertyDescription(
            "Days between scheduling the deletion and the deletion, 7 to 30, with `deletionPolicy`"
                + " 'Delete' (PendingWindowInDays). Absent: 30. Mutable.")
        @Min(7)
        @Max(30)
        @Nullable Integer pendingWindowDays,
    @JsonPropertyDescription(
            "The key in AWS that somebody else made and that this object takes over. What the spec"
                + " does not set is left as it is, and policy statements of others stay. Absent: a"
                + " key is created. Immutable, its presence too.")
        @Nullable Adopt adopt,
    @JsonPropertyDescription(Schema.MANAGEMENT) @Nullable Management management,
    @JsonPropertyDescription(Schema.POLICY_OWNERSHIP) @Nullable PolicyOwnership policyOwnership,
    @JsonPropertyDescription(Schema.ADDITIONAL_STATEMENTS)
        @Size(max = Schema.MAX_STATEMENTS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        List<AdditionalStatement> additionalStatements,
    @JsonPropertyDescription(ReferenceSchema.TO_KEY)
        @Size(max = ReferenceSchema.MAX)
        @SchemaPatch(Schema.LIST_BY_NAME)
        @ValidationRule(
            value = ReferenceSchema.TO_KEY_RULE,
            message = ReferenceSchema.TO_KEY_MESSAGE)
        List<AllowedReference> allowedReferences)
    implements KeywaySpec {
  public EncryptionKeySpec {
    additionalStatements = Lists.orEmpty(additionalStatements);
    administrators = Lists.orEmpty(administrators);
    users = Lists.orEmpty(users);
    tags = Lists.orEmpty(tags);
    allowedReferences = Lists.orEmpty(allowedReferences);
  }
}
