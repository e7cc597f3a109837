package dev.keyway.demo;

/** A message goes from one account to the other. */
final class FirstMessage implements Chapter {
  private static final String BODY = "{\"order\": 1042, \"total\": \"19.90 EUR\"}";

  @Override
  public String title() {
    return "A message arrives in another account";
  }

  @Override
  public void tell(Stage stage) {
    var channel = stage.channel();
    var cast = stage.cast();
    stage
        .terminal()
        .say(
            "Checkout publishes. Its IAM policy says nothing of SNS or KMS: the policies of topic and"
                + " key let it in. The ledger of account "
                + Cast.OTHER_ACCOUNT
                + " receives and decrypts.");
    var id = Messages.publish(stage, cast.checkout(), channel.topicArn(), BODY);
    Messages.receive(stage, cast.ledger(), channel, BODY);
    Messages.showDelivery(stage, id, "SUCCESS");
    stage.terminal().good("Delivered, encrypted at rest in topic and queue all the way.");
  }
}
