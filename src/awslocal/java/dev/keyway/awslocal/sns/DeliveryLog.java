package dev.keyway.awslocal.sns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** What became of every delivery: the place where AWS hides why a message was lost. */
public final class DeliveryLog {

  private final List<Delivery> deliveries = new ArrayList<>();
  private long sequence;

  synchronized void record(LongFunction<Delivery> delivery) {
    deliveries.add(delivery.apply(++sequence));
  }

  /** All deliveries, oldest first. */
  public synchronized List<Delivery> all() {
    return List.copyOf(deliveries);
  }

  /** The deliveries that lost a message. */
  public List<Delivery> failures() {
    return all().stream().filter(d -> d.status() == Delivery.Status.FAILURE).toList();
  }

  /** Forgets the deliveries so far. */
  public synchronized void clear() {
    deliveries.clear();
  }
}
