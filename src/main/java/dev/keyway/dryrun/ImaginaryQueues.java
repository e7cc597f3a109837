package dev.keyway.dryrun;

import dev.keyway.aws.QueueService;
import dev.keyway.dryrun.ImaginaryAccount.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** SQS of an imaginary account. The URL of a queue is its ARN, behind a scheme. */
final class ImaginaryQueues implements QueueService {
  private static final String URL = "imaginary:";

  /** The policy of a dead-letter queue that somebody else looks after. */
  private static final String ADMITS_SNS =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage",
       "Resource":"*","Principal":{"Service":"sns.amazonaws.com"}}]}""";

  private final ImaginaryAccount account;
  private final String region;

  ImaginaryQueues(ImaginaryAccount account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public Optional<String> url(String queueName) {
    return account
        .find(AwsType.QUEUE, account.arn("sqs", region, queueName))
        .map(Thing::arn)
        .or(() -> Optional.of(account.arn("sqs", region, queueName)).filter(account::isAssumed))
        .map(arn -> URL + arn);
  }

  @Override
  public Optional<Map<String, String>> attributes(String queueUrl) {
    var arn = queueUrl.substring(URL.length());
    return find(queueUrl)
        .map(Thing::attributes)
        .or(
            () ->
                Optional.of(Map.of(ImaginaryAccount.POLICY, ADMITS_SNS))
                    .filter(_ -> account.isAssumed(arn)))
        .map(
            found -> {
              var attributes = new TreeMap<>(found);
              attributes.put("QueueArn", arn);
              return attributes;
            });
  }

  @Override
  public Optional<Map<String, String>> tags(String queueUrl) {
    return find(queueUrl).map(queue -> Map.copyOf(queue.tags()));
  }

  @Override
  public String create(String queueName, Map<String, String> attributes, Map<String, String> tags) {
    var arn = account.arn("sqs", region, queueName);
    return URL + account.create(AwsType.QUEUE, arn, attributes, tags).arn();
  }

  @Override
  public void setAttributes(String queueUrl, Map<String, String> attributes) {
    var queue = find(queueUrl).orElseThrow();
    attributes.forEach(
        (name, value) -> {
          queue.attributes().put(name, value);
          queue.attributes().remove(name, "");
        });
  }

  @Override
  public void delete(String queueUrl) {
    account.delete(queueUrl.substring(URL.length()));
  }

  @Override
  public void tag(String queueUrl, Map<String, String> tags) {
    find(queueUrl).orElseThrow().tags().putAll(tags);
  }

  @Override
  public void untag(String queueUrl, List<String> tagKeys) {
    tagKeys.forEach(find(queueUrl).orElseThrow().tags()::remove);
  }

  private Optional<Thing> find(String queueUrl) {
    return account.find(AwsType.QUEUE, queueUrl.substring(URL.length()));
  }
}
