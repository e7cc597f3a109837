package dev.keyway.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQS, as far as Keyway uses it. Attributes carry AWS's names and values. */
public interface QueueService {
  /** GetQueueUrl of a queue of the own account; empty when there is no such queue. */
  Optional<String> url(String queueName);

  /** GetQueueAttributes(All); empty when there is no such queue. */
  Optional<Map<String, String>> attributes(String queueUrl);

  /** ListQueueTags; empty when there is no such queue. */
  Optional<Map<String, String>> tags(String queueUrl);

  /** CreateQueue; returns the URL. Attributes with values that differ throw ALREADY_EXISTS. */
  String create(String queueName, Map<String, String> attributes, Map<String, String> tags);

  /** SetQueueAttributes; an empty value removes the attribute. */
  void setAttributes(String queueUrl, Map<String, String> attributes);

  /** DeleteQueue; a queue that is not there is success. */
  void delete(String queueUrl);

  /** TagQueue. */
  void tag(String queueUrl, Map<String, String> tags);

  /** UntagQueue. */
  void untag(String queueUrl, List<String> tagKeys);
}
