package dev.keyway.grants;

import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Condition;
import java.util.List;

/**
 * What SNS needs to deliver a topic's messages, under the principal that it calls with (SQS
 * Developer Guide, "Key management"; SNS Developer Guide, "Sending to a queue in another Region").
 */
final class SnsDelivery {
  private SnsDelivery() {}

  /**
   * Return the grant for one topic.
   *
   * @param queueArn the queue, whose region decides together with the topic's under which principal
   *     SNS calls
   * @param resource what the actions are allowed on
   */
  static Grant grant(
      QueueAsk.Source source, String queueArn, List<String> actions, String resource) {
    var onBehalfOfTopics =
        new GrantGroup.Members.Sources(
            CallerContexts.snsPrincipal(source.topicArn(), queueArn), "ArnEquals", "aws:SourceArn");
    var group =
        new GrantGroup(
            GrantKind.SNS_DELIVERY, actions, resource, List.<Condition>of(), onBehalfOfTopics);
    return new Grant(source.asker(), group, source.topicArn());
  }
}
