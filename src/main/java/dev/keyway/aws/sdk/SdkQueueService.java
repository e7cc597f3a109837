package dev.keyway.aws.sdk;

import dev.keyway.aws.QueueService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS of one region over the SDK. */
final class SdkQueueService implements QueueService {
  private static final String ALL_ATTRIBUTES = "All";

  private final SqsClient sqs;
  private final Calls calls;

  SdkQueueService(SqsClient sqs, Calls calls) {
    this.sqs = sqs;
    this.calls = calls;
  }

  @Override
  public Optional<String> url(String queueName) {
    return Calls.found(
        () ->
            calls
                .read("GetQueueUrl", queueName, () -> sqs.getQueueUrl(r -> r.queueName(queueName)))
                .queueUrl());
  }

  @Override
  public Optional<Map<String, String>> attributes(String queueUrl) {
    return Calls.found(
        () ->
            Map.copyOf(
                calls
                    .read(
                        "GetQueueAttributes",
                        queueUrl,
                        () ->
                            sqs.getQueueAttributes(
                                r ->
                                    r.queueUrl(queueUrl).attributeNamesWithStrings(ALL_ATTRIBUTES)))
                    .attributesAsStrings()));
  }

  @Override
  public Optional<Map<String, String>> tags(String queueUrl) {
    return Calls.found(
        () ->
            Map.copyOf(
                calls
                    .read(
                        "ListQueueTags",
                        queueUrl,
                        () -> sqs.listQueueTags(r -> r.queueUrl(queueUrl)))
                    .tags()));
  }

  @Override
  public String create(String queueName, Map<String, String> attributes, Map<String, String> tags) {
    return calls
        .mutate(
            "CreateQueue",
            queueName,
            () ->
                sqs.createQueue(
                    r -> r.queueName(queueName).attributesWithStrings(attributes).tags(tags)))
        .queueUrl();
  }

  @Override
  public void setAttributes(String queueUrl, Map<String, String> attributes) {
    calls.mutate(
        "SetQueueAttributes",
        queueUrl,
        () -> sqs.setQueueAttributes(r -> r.queueUrl(queueUrl).attributesWithStrings(attributes)));
  }

  @Override
  public void delete(String queueUrl) {
    var _ =
        Calls.found(
            () ->
                calls.mutate(
                    "DeleteQueue", queueUrl, () -> sqs.deleteQueue(r -> r.queueUrl(queueUrl))));
  }

  @Override
  public void tag(String queueUrl, Map<String, String> tags) {
    calls.mutate("TagQueue", queueUrl, () -> sqs.tagQueue(r -> r.queueUrl(queueUrl).tags(tags)));
  }

  @Override
  public void untag(String queueUrl, List<String> tagKeys) {
    calls.mutate(
        "UntagQueue", queueUrl, () -> sqs.untagQueue(r -> r.queueUrl(queueUrl).tagKeys(tagKeys)));
  }
}
