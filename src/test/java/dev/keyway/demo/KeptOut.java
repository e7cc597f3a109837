package dev.keyway.demo;

import dev.keyway.demo.Stage.Channel;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Who is not named does not get in. */
final class KeptOut implements Chapter {
  @Override
  public String title() {
    return "Who is not named stays outside";
  }

  @Override
  public void tell(Stage stage) {
    var channel = stage.channel();
    foreignTopic(stage, channel);
    foreignConsumer(stage, channel);
  }

  private static void foreignTopic(Stage stage, Channel channel) {
    var marketing = stage.cast().marketing();
    stage
        .terminal()
        .say(
            "Marketing has a topic of its own, outside Keyway, and subscribes the payments queue to"
                + " it. SNS lets it do so: subscribing needs no consent of a queue of one's own"
                + " account.");
    marketing.types(
        "aws",
        "sns",
        "create-topic",
        "--name",
        "promotions.fifo",
        "--attributes",
        "FifoTopic=true,ContentBasedDeduplication=true");
    var topicArn =
        marketing
            .sns()
            .createTopic(
                r ->
                    r.name("promotions.fifo")
                        .attributes(
                            Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
            .topicArn();
    marketing.types(
        "aws",
        "sns",
        "subscribe",
        "--topic-arn",
        topicArn,
        "--protocol",
        "sqs",
        "--notification-endpoint",
        channel.queueArn());
    var subscription =
        marketing
            .sns()
            .subscribe(r -> r.topicArn(topicArn).protocol("sqs").endpoint(channel.queueArn()))
            .subscriptionArn();
    stage.terminal().output("TopicArn " + topicArn + "\nSubscriptionArn " + subscription);
    var id = Messages.publish(stage, marketing, topicArn, "{\"offer\": \"everything must go\"}");
    Messages.showDelivery(stage, id, "FAILURE");
    stage
        .terminal()
        .good("Dropped: the queue policy lets SNS in for the payments topic, and for no other.");
  }

  private static void foreignConsumer(Stage stage, Channel channel) {
    var reporting = stage.cast().reporting();
    stage
        .terminal()
        .say(
            "A role of the ledger's account that nobody named wants to read along. Its own IAM policy"
                + " allows it sqs:* on everything.");
    Messages.typeReceive(reporting, channel);
    try {
      reporting.sqs().receiveMessage(r -> r.queueUrl(channel.queueUrl()));
    } catch (SqsException e) {
      var details = e.awsErrorDetails();
      stage.terminal().output(details.errorCode() + ": " + details.errorMessage());
      if (!details.errorCode().contains("AccessDenied")) {
        throw e;
      }
      stage.terminal().good("Refused: the queue policy names the ledger's task role, and only it.");
      return;
    }
    throw new DemoFailure("A role that is not named could receive.");
  }
}
