package dev.keyway.grants;

import java.util.List;

/**
 * What a topic asks for: on its own policy for its publishers, and on its key for the same.
 *
 * @param asker the topic, as people know it
 * @param topicArn its ARN
 * @param publishers who may publish, as members of a grant
 * @param services services that publish on their own behalf
 * @param subscribers accounts that may subscribe
 * @param archived whether SNS has to read on its own what the topic keeps
 */
public record TopicAsk(
    String asker,
    String topicArn,
    List<String> publishers,
    List<ServiceAsk> services,
    List<String> subscribers,
    boolean archived) {
  /** Ask for publishers only. */
  public TopicAsk(
      String asker, String topicArn, List<String> publishers, List<ServiceAsk> services) {
    this(asker, topicArn, publishers, services, List.of(), false);
  }
}
