package dev.keyway.grants;

import java.util.ArrayList;
import java.util.List;

/**
 * What a queue asks for: on its own policy for others, and on its key for all of them.
 *
 * @param asker the queue, as people know it
 * @param queueArn its ARN
 * @param consumers who may receive, as members of a grant
 * @param producers who may send
 * @param services services that send on their own behalf
 * @param sources topics that deliver to it, each with the subscription that asked
 * @param deadLetters the queues that its messages may be moved to, the nearest first
 * @param redrive who moves messages back out of it, and into it
 */
public record QueueAsk(
    String asker,
    String queueArn,
    List<String> consumers,
    List<String> producers,
    List<ServiceAsk> services,
    List<Source> sources,
    List<DeadLetter> deadLetters,
    Redrive redrive) {
  /** What a queue without dead-letter queue asks for. */
  public QueueAsk(
      String asker,
      String queueArn,
      List<String> consumers,
      List<String> producers,
      List<ServiceAsk> services,
      List<Source> sources) {
    this(asker, queueArn, consumers, producers, services, sources, List.of(), Redrive.NONE);
  }

  /** Return the same with topics that still deliver to it, although no subscription asks. */
  public QueueAsk with(List<String> topicArns) {
    var all = new ArrayList<>(sources);
    topicArns.stream()
        .filter(arn -> sources.stream().noneMatch(source -> source.topicArn().equals(arn)))
        .forEach(arn -> all.add(new Source(asker, arn)));
    return new QueueAsk(asker, queueArn, consumers, producers, services, all, deadLetters, redrive);
  }

  /**
   * Who moves messages back.
   *
   * @param outOf who may move messages out of the queue, as a dead-letter queue
   * @param into who moves messages into it, out of its dead-letter queue
   */
  public record Redrive(List<String> outOf, List<Redriver> into) {
    /** Nobody. */
    public static final Redrive NONE = new Redrive(List.of(), List.of());
  }

  /** Somebody who moves messages back, and the dead-letter queue that asks for it. */
  public record Redriver(String asker, String member) {}

  /**
   * A queue that messages may be moved to. They keep their key, so its consumers need the key of
   * the queue that the messages were sent to, and nothing of that queue's own policy.
   */
  public record DeadLetter(String asker, String queueArn, List<String> consumers) {}

  /** A topic that delivers to a queue, and the subscription that asks for it. */
  public record Source(String asker, String topicArn) {}
}
