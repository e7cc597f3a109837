package dev.keyway.delivery;

import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.delivery.Chain.Seen;
import dev.keyway.policy.CallerContexts;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.PolicySyntaxException;
import dev.keyway.policy.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves link by link that a message which is published to the topic arrives in the queue, from
 * what AWS returned.
 *
 * <p>The order is that of AWS's own troubleshooting article (re:Post, "Why isn't my Amazon SQS
 * queue receiving messages from my SNS topic?"). A broken link tells the error that AWS's delivery
 * log would show, where there is one.
 */
public final class DeliveryProof {
  public static final String TOPIC = "TopicExists";
  public static final String SUBSCRIPTION = "SubscriptionConfirmed";
  public static final String QUEUE = "QueueExists";
  public static final String QUEUE_POLICY = "QueuePolicyAdmitsTopic";
  public static final String ENCRYPTION = "QueueEncryptionWorksWithSns";
  public static final String KEY_STATE = "KeyEnabled";
  public static final String KEY_POLICY = "KeyPolicyAdmitsSns";
  public static final String FIFO = "FifoFits";

  private DeliveryProof() {}

  /** Return every link, in the order in which a message passes them. */
  public static List<DeliveryLink> of(Chain chain) {
    var links = new ArrayList<DeliveryLink>();
    links.add(there(TOPIC, chain.topic(), "topic", chain.topicArn()));
    links.add(confirmed(chain));
    links.addAll(intoQueue(chain));
    return List.copyOf(links);
  }

  /**
   * Return what has to hold before there is a subscription. Whether a topic is there that cannot be
   * read, subscribing to it shows.
   */
  public static List<DeliveryLink> beforeSubscribing(Chain chain) {
    return of(chain).stream()
        .filter(link -> !link.link().equals(SUBSCRIPTION))
        .filter(link -> !(link.link().equals(TOPIC) && link.verdict() == Verdict.UNKNOWN))
        .toList();
  }

  /** Return the first link that is broken, or else the first that nobody knows of. */
  public static Optional<DeliveryLink> firstObstacle(List<DeliveryLink> links) {
    return links.stream()
        .filter(link -> link.verdict() == Verdict.BROKEN)
        .findFirst()
        .or(() -> links.stream().filter(link -> link.verdict() == Verdict.UNKNOWN).findFirst());
  }

  static List<DeliveryLink> intoQueue(Chain chain) {
    var links = new ArrayList<DeliveryLink>();
    links.add(there(QUEUE, chain.queue(), "queue", chain.queueArn()));
    if (!CallerContexts.snsDelivers(chain.topicArn(), chain.queueArn())) {
      links.add(
          broken(QUEUE_POLICY, "SNS does not deliver from the topic's region to the queue's."));
    } else if (chain.queue() instanceof Seen.Value<Map<String, String>>(var queue)) {
      links.add(queuePolicy(chain, queue));
      links.add(encryption(queue, chain));
      chain.key().ifPresent(key -> links.addAll(key(chain, key)));
      links.add(fifo(chain, queue));
    }
    return links;
  }

  private static DeliveryLink confirmed(Chain chain) {
    return switch (chain.subscription()) {
      case Seen.Missing<Map<String, String>> _ ->
          broken(SUBSCRIPTION, "The queue is not subscribed to the topic.");
      case Seen.Unreadable<Map<String, String>>(String why) -> unknown(SUBSCRIPTION, why);
      case Seen.Value<Map<String, String>>(var attributes) -> confirmed(chain, attributes);
    };
  }

  private static DeliveryLink confirmed(Chain chain, Map<String, String> attributes) {
    if (Boolean.parseBoolean(attributes.get("PendingConfirmation"))) {
      return broken(
          SUBSCRIPTION,
          "The subscription waits to be confirmed: receive SNS's message from the queue and call"
              + " ConfirmSubscription with its token.");
    }
    boolean fits =
        chain.queueArn().equals(attributes.get("Endpoint"))
            && chain.topicArn().equals(attributes.get("TopicArn"));
    return fits
        ? proven(
            SUBSCRIPTION, "Confirmed, from " + chain.topicArn() + " to " + chain.queueArn() + ".")
        : broken(SUBSCRIPTION, "The subscription points somewhere else.");
  }

  private static DeliveryLink queuePolicy(Chain chain, Map<String, String> queue) {
    var request = CallerContexts.snsDelivery(chain.topicArn(), chain.queueArn());
    return judged(
        QUEUE_POLICY,
        List.of(request),
        queue.getOrDefault("Policy", ""),
        "the queue policy",
        "SNS is not allowed to send to the queue (delivery log: statusCode 403, AccessDenied)");
  }

  private static DeliveryLink encryption(Map<String, String> queue, Chain chain) {
    var key = queue.getOrDefault("KmsMasterKeyId", "");
    if (key.isEmpty()) {
      return proven(ENCRYPTION, "No KMS key has to be used to deliver.");
    }
    if (key.endsWith("alias/aws/sqs")) {
      return broken(
          ENCRYPTION,
          "The queue is encrypted with alias/aws/sqs, whose policy never admits SNS (delivery log:"
              + " KMS.AccessDeniedException). Use a customer managed key or SSE-SQS.");
    }
    return chain.key().isPresent()
        ? proven(ENCRYPTION, "Encrypted under the customer managed key " + key + ".")
        : unknown(ENCRYPTION, "The queue's key " + key + " was not read.");
  }

  private static List<DeliveryLink> key(Chain chain, Chain.Key key) {
    var uses =
        List.of(
            CallerContexts.snsKeyUse("kms:GenerateDataKey", chain.topicArn(), key.arn()),
            CallerContexts.snsKeyUse("kms:Decrypt", chain.topicArn(), key.arn()));
    return List.of(
        keyState(key),
        switch (key.policy()) {
          case Seen.Missing<String> _ -> broken(KEY_POLICY, "The key is gone.");
          case Seen.Unreadable<String>(String why) -> unknown(KEY_POLICY, why);
          case Seen.Value<String>(String policy) ->
              judged(
                  KEY_POLICY,
                  uses,
                  policy,
                  "the key policy",
                  "SNS is not allowed to use the key for this topic (delivery log: statusCode 403,"
                      + " KMS.AccessDeniedException)");
        });
  }

  private static DeliveryLink keyState(Chain.Key key) {
    return switch (key.state()) {
      case Seen.Missing<String> _ ->
          broken(KEY_STATE, "The key is gone (delivery log: KMS.NotFoundException).");
      case Seen.Unreadable<String>(String why) -> unknown(KEY_STATE, why);
      case Seen.Value<String>(String state) when state.equals("Enabled") ->
          proven(KEY_STATE, "The key is enabled.");
      case Seen.Value<String>(String state) ->
          broken(
              KEY_STATE,
              "The key is in state "
                  + state
                  + key.deletionDate().map(at -> ", to be deleted at " + at).orElse("")
                  + " (delivery log: KMS.DisabledException).");
    };
  }

  private static DeliveryLink fifo(Chain chain, Map<String, String> queue) {
    boolean fifoQueue = Boolean.parseBoolean(queue.get("FifoQueue"));
    boolean fifoTopic = chain.topicArn().endsWith(".fifo");
    return fifoQueue && !fifoTopic
        ? broken(FIFO, "A standard topic cannot deliver to a FIFO queue.")
        : proven(FIFO, fifoQueue ? "Both are FIFO." : "A standard queue takes any topic.");
  }

  private static DeliveryLink there(
      String link, Seen<Map<String, String>> seen, String what, String arn) {
    return switch (seen) {
      case Seen.Value<Map<String, String>> _ ->
          proven(link, "The " + what + " " + arn + " is there.");
      case Seen.Missing<Map<String, String>> _ ->
          broken(link, "The " + what + " " + arn + " is not there.");
      case Seen.Unreadable<Map<String, String>>(String why) -> unknown(link, why);
    };
  }

  private static DeliveryLink judged(
      String link, List<Request> requests, String text, String policyName, String otherwise) {
    if (text.isEmpty()) {
      return broken(link, otherwise + ": there is no policy.");
    }
    try {
      var policy = PolicyDocument.parse(text);
      return requests.stream()
          .map(request -> judged(link, Evaluator.evaluate(request, policy), policyName, otherwise))
          .filter(judgement -> judgement.verdict() != Verdict.PROVEN)
          .findFirst()
          .orElseGet(() -> proven(link, capitalised(policyName) + " admits this topic."));
    } catch (PolicySyntaxException e) {
      return unknown(link, capitalised(policyName) + " could not be understood: " + e.getMessage());
    }
  }

  private static DeliveryLink judged(
      String link, Decision decision, String policyName, String otherwise) {
    return switch (decision) {
      case Decision.Allowed _ -> proven(link, capitalised(policyName) + " admits this topic.");
      case Decision.Denied denied ->
          broken(link, otherwise + ": statement " + denied.by().sid() + " denies it.");
      case Decision.NotAllowed notAllowed -> {
        var nearest = notAllowed.nearestMisses().stream().findFirst().map(m -> " Nearest: " + m);
        yield broken(link, otherwise + ": no statement allows it." + nearest.orElse(""));
      }
      case Decision.Unknown unknown ->
          unknown(
              link,
              capitalised(policyName) + " leaves open: " + String.join(", ", unknown.missing()));
    };
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static DeliveryLink proven(String link, String message) {
    return new DeliveryLink(link, Verdict.PROVEN, message);
  }

  private static DeliveryLink broken(String link, String message) {
    return new DeliveryLink(link, Verdict.BROKEN, message);
  }

  private static DeliveryLink unknown(String link, String why) {
    return new DeliveryLink(link, Verdict.UNKNOWN, why);
  }
}
