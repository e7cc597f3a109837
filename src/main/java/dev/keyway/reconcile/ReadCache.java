package dev.keyway.reconcile;

import dev.keyway.aws.AwsException;
import dev.keyway.reconcile.Observations.Aspect;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers behind {@link Observations}: single-flight by subject, failures not kept, listeners
 * told of every answer that differs from the one before. Thread-safe.
 */
final class ReadCache {
  /** One thing that one call reads. */
  record Subject(Aspect aspect, String id) {}

  private static final class Slot {
    @Nullable Reading<?> last;
    Instant askedAt = Instant.MIN;
    @Nullable Object lastContent;
    @Nullable Reading<?> failure;
    Instant failedAt = Instant.MIN;
    final AtomicLong calls = new AtomicLong();

    void called(Reading<?> reading, Instant askedAt) {
      calls.incrementAndGet();
      failure = reading instanceof Reading.Unreadable<?> ? reading : null;
      failedAt = askedAt;
    }

    boolean failedSince(long before, Instant notBefore) {
      return calls.get() > before && !failedAt.isBefore(notBefore);
    }
  }

  private final Clock clock;
  private final Map<Subject, Slot> slots = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  ReadCache(Clock clock) {
    this.clock = clock;
  }

  /** Tell {@code listener} the ARN of everything whose reading changed. */
  void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  /**
   * Return an answer that was asked for no earlier than that instant. A failure is shared with
   * those who waited for that very call: asked again by each of them, one call that is throttled
   * would hold them all, one after the other.
   */
  <T> Reading<T> read(Subject subject, Instant notBefore, Supplier<Optional<T>> call) {
    var slot = slots.computeIfAbsent(subject, _ -> new Slot());
    long before = slot.calls.get();
    Reading<T> reading;
    boolean changed;
    synchronized (slot) {
      if (slot.last != null && !slot.askedAt.isBefore(notBefore)) {
        return known(slot.last);
      }
      if (slot.failure != null && slot.failedSince(before, notBefore)) {
        return known(slot.failure);
      }
      var askedAt = clock.instant();
      reading = ask(askedAt, call);
      slot.called(reading, askedAt);
      changed = keep(slot, reading, askedAt);
    }
    if (changed) {
      listeners.forEach(listener -> listener.accept(arnOf(subject)));
    }
    return reading;
  }

  /** Take in an answer that was given under another name, unless a newer one is there. */
  void share(Subject subject, Reading<?> reading, Instant at) {
    var slot = slots.computeIfAbsent(subject, _ -> new Slot());
    boolean changed;
    synchronized (slot) {
      changed = slot.askedAt.isBefore(at) && keep(slot, reading, at);
    }
    if (changed) {
      listeners.forEach(listener -> listener.accept(subject.id()));
    }
  }

  /** Take in what is certain without asking. */
  void know(Subject subject, Object value, Instant at) {
    var slot = slots.computeIfAbsent(subject, _ -> new Slot());
    synchronized (slot) {
      keep(slot, new Reading.Found<>(value, at), at);
    }
  }

  /** Have the next reader ask again; what it is compared with stays. */
  void voidReading(Subject subject) {
    var slot = slots.get(subject);
    if (slot != null) {
      synchronized (slot) {
        slot.last = null;
        slot.failure = null;
        slot.askedAt = Instant.MIN;
      }
    }
  }

  /** Drop all that is known of {@code arn}. */
  void forget(String arn) {
    slots.keySet().removeIf(subject -> subject.id().equals(arn));
  }

  private static <T> Reading<T> ask(Instant askedAt, Supplier<Optional<T>> call) {
    try {
      return call.get()
          .<Reading<T>>map(value -> new Reading.Found<>(value, askedAt))
          .orElseGet(() -> new Reading.Absent<>(askedAt));
    } catch (AwsException e) {
      return new Reading.Unreadable<>(e.failure());
    }
  }

  private static boolean keep(Slot slot, Reading<?> reading, Instant askedAt) {
    if (reading instanceof Reading.Unreadable<?>) {
      return false;
    }
    Object content = reading.found().map(Object.class::cast).orElse(Optional.empty());
    boolean changed = !Objects.equals(slot.lastContent, content);
    slot.last = reading;
    slot.askedAt = askedAt;
    slot.lastContent = content;
    return changed;
  }

  private static String arnOf(Subject subject) {
    int space = subject.id().indexOf(' ');
    return space < 0 ? subject.id() : subject.id().substring(space + 1);
  }

  // A slot belongs to one subject, and each aspect is read by one method with one type.
  @SuppressWarnings("unchecked")
  private static <T> Reading<T> known(Reading<?> reading) {
    return (Reading<T>) reading;
  }
}
