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

/** What the user wants of an SNS topic. Absent fields have AWS's defaults. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonClassDescription(
    "What the topic shall be. Absent fields have AWS's defaults; the values in force are in"
        + " `status.effective`.")
@ValidationRule(
    value = Schema.REGION_IMMUTABLE_RULE,
    message = Schema.REGION_IMMUTABLE_MESSAGE,
    fieldPath = ".region")
@ValidationRule(
    value =
        "has(self.topicName) == has(oldSelf.topicName) && (!has(self.topicName) || self.topicName"
            + " == oldSelf.topicName)",
    message =
        "`topicName` must stay as it was at creation, set or absent: SNS cannot rename a topic;"
            + " create another object",
    fieldPath = ".topicName")
@ValidationRule(
    value = "has(self.fifo) == has(oldSelf.fifo)",
    message =
        "`fifo` must stay present or absent as it was at creation: SNS cannot turn one type of"
            + " topic into the other; create another object",
    fieldPath = ".fifo")
@ValidationRule(
    value = "!has(self.topicName) || !has(self.fifo) || self.topicName.endsWith('.fifo')",
    message = "`topicName` must end with '.fifo' because `fifo` is set",
    fieldPath = ".topicName")
@ValidationRule(
    value = "!has(self.topicName) || has(self.fifo) || !self.topicName.endsWith('.fifo')",
    message =
        "`topicName` must not end with '.fifo' without `fifo`: for a FIFO topic set `fifo: {}`",
    fieldPath = ".topicName")
@ValidationRule(
    value =
        "self.encryption.mode != 'AwsManagedKey' || !has(self.publishers) ||"
            + " !self.publishers.exists(e, has(e.principal.service))",
    message =
        "`publishers` must not name a service when `mode` is 'AwsManagedKey': AWS services cannot"
            + " use alias/aws/sns; choose 'OwnKey' or 'SharedKey'",
    fieldPath = ".publishers")
@ValidationRule(
    value = ExternalKeySchema.REGION_RULE,
    message = ExternalKeySchema.REGION_MESSAGE,
    fieldPath = ".encryption.keyArn")
public record EncryptedTopicSpec(
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
            "Name of the topic in AWS (Name): letters, digits, '_' and '-', and '.fifo' at the end"
                + " for a FIFO topic; up to 256 characters in all. Absent: '<namespace>_<name>',"
                + " with '.fifo' for a FIFO topic. Immutable, its presence too.")
        @Size(min = 1, max = 256)
        @ValidationRule(
            value = "self.matches('^[A-Za-z0-9_-]+([.]fifo)?$')",
            message =
                "must consist of letters, digits, '_' and '-', and for a FIFO topic of '.fifo' at"
                    + " the end")
        @Nullable String topicName,
    @JsonPropertyDescription(
            "Makes the topic a FIFO topic (FifoTopic), with these settings; '{}' takes AWS's"
                + " defaults. Absent: a standard topic. Whether it is present is immutable, its"
                + " members are mutable.")
        @Nullable TopicFifo fifo,
    @JsonPropertyDescription(
            "How messages are encrypted at rest. Required: there is no unencrypted topic.")
        TopicEncryption encryption,
    @JsonPropertyDescription(
            "Who may publish and use the topic's key for it. In another account an IAM policy there"
                + " has to allow it too. Mutable.")
        @Size(max = Schema.MAX_PRINCIPALS)
        @SchemaPatch(Schema.LIST_BY_NAME)
        List<NamedPrincipal> publishers,
    @JsonPropertyDescription(
            "Name shown to human receivers, such as the sender of an e-mail, up to 100 characters"
                + " (DisplayName). Absent: none. Mutable.")
        @Size(min = 1, max = 100)
        @Nullable String displayName,
    @JsonPropertyDescription(Schema.REQUIRE_TLS) @Nullable Boolean requireTls)
    implements KeywaySpec {
  public EncryptedTopicSpec {
    publishers = Lists.orEmpty(publishers);
    tags = Lists.orEmpty(tags);
  }
}
