package dev.keyway.awslocal.sns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The messages that a FIFO topic keeps to be replayed ("Message archiving for FIFO topic owners").
 * AWS knows no bound but time; here the oldest go first once there are very many.
 */
final class Archive {

  /**
   * A message that was kept.
   *
   * @param keyArn the key that it is encrypted under, if any
   */
  record Entry(Publication message, Optional<String> keyArn) {}

  private static final int MOST = 10_000;

  private final Instant since;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private Duration retention;

  Archive(Instant since, int days) {
    this.since = since;
    this.retention = Duration.ofDays(days);
  }

  /** Keeps messages that long from now on; what is older goes. */
  void retain(int days) {
    retention = Duration.ofDays(days);
  }

  void add(Publication message, Optional<String> keyArn) {
    entries.addLast(new Entry(message, keyArn));
    if (entries.size() > MOST) {
      entries.removeFirst();
    }
  }

  /** Since when messages are there. */
  Instant beginning(Instant now) {
    Instant oldest = now.minus(retention);
    return oldest.isAfter(since) ? oldest : since;
  }

  /** What was published from that time on, in its order. */
  List<Entry> from(Instant start, Instant now) {
    Instant beginning = beginning(now);
    entries.removeIf(entry -> entry.message().time().isBefore(beginning));
    return entries.stream().filter(entry -> !entry.message().time().isBefore(start)).toList();
  }
}
