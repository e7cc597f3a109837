package dev.keyway.awslocal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Every call since the start, or since it was cleared. */
public final class CallLog {

  private final List<Call> calls = new ArrayList<>();
  private final List<Consumer<Call>> listeners = new CopyOnWriteArrayList<>();
  private final List<Throwable> listenerFailures = new CopyOnWriteArrayList<>();
  private final AtomicLong sequence = new AtomicLong();

  long nextSequence() {
    return sequence.incrementAndGet();
  }

  /**
   * Calls back after each call, before its answer is sent and before any other call is let in, so
   * that the listener sees the state exactly between two calls. It may use the state inspectors,
   * but must not call this AWS over HTTP. When it throws, the connection is closed without an
   * answer.
   *
   * @return a handle that ends the listening
   */
  public Runnable onCall(Consumer<Call> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Records a call; false when a listener failed. */
  boolean record(Call call) {
    synchronized (calls) {
      calls.add(call);
    }
    boolean quiet = true;
    for (Consumer<Call> listener : listeners) {
      quiet &= told(listener, call);
    }
    return quiet;
  }

  private boolean told(Consumer<Call> listener, Call call) {
    try {
      listener.accept(call);
      return true;
    } catch (RuntimeException | Error e) {
      listenerFailures.add(e);
      return false;
    }
  }

  /** What listeners threw. */
  public List<Throwable> listenerFailures() {
    return List.copyOf(listenerFailures);
  }

  /** All calls, oldest first. */
  public List<Call> all() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** The calls that meet a condition. */
  public List<Call> where(Predicate<Call> condition) {
    return all().stream().filter(condition).toList();
  }

  /** How often an operation was called, successfully or not. */
  public int count(String operation) {
    return where(call -> call.operation().equals(operation)).size();
  }

  /** How often each operation was called. */
  public Map<String, Integer> countByOperation() {
    Map<String, Integer> counts = new TreeMap<>();
    all().forEach(call -> counts.merge(call.operation(), 1, Integer::sum));
    return counts;
  }

  /** How often each principal called. */
  public Map<String, Integer> countByCaller() {
    Map<String, Integer> counts = new TreeMap<>();
    all().forEach(call -> counts.merge(call.caller(), 1, Integer::sum));
    return counts;
  }

  /** Forgets the calls so far; sequence numbers go on. */
  public void clear() {
    synchronized (calls) {
      calls.clear();
    }
  }
}
