package dev.keyway.awslocal.call;

import dev.keyway.awslocal.base.LocalClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that are scripted and not yet used up; the first that matches strikes. */
public final class Faults {

  private static final class Armed {
    private final Fault fault;
    private int seen;

    private Armed(Fault fault) {
      this.fault = fault;
    }

    private boolean isUsedUp() {
      return seen - fault.skip() >= fault.times();
    }
  }

  private final LocalClock clock;
  private final List<Armed> armed = new ArrayList<>();
  private @Nullable Instant unreachableUntil;

  public Faults(LocalClock clock) {
    this.clock = clock;
  }

  /** Scripts a fault. */
  public synchronized void add(Fault fault) {
    armed.add(new Armed(fault));
  }

  /** Closes every connection without an answer until then, by this AWS's clock. */
  public synchronized void unreachableUntil(Instant until) {
    unreachableUntil = until;
  }

  /** Ends all faults. */
  public synchronized void clear() {
    armed.clear();
    unreachableUntil = null;
  }

  /** How many scripted faults are not yet used up. */
  public synchronized int pending() {
    return armed.size();
  }

  /** Whether nobody gets through now. */
  public synchronized boolean isUnreachable() {
    return unreachableUntil != null && clock.instant().isBefore(unreachableUntil);
  }

  synchronized Optional<Fault.Effect> strike(
      AwsService service, String operation, String caller, String request) {
    Optional<Fault.Effect> effect = Optional.empty();
    for (Armed candidate : armed) {
      if (!matches(candidate.fault, service, operation, caller, request)) {
        continue;
      }
      candidate.seen++;
      if (candidate.seen > candidate.fault.skip() && effect.isEmpty()) {
        effect = Optional.of(candidate.fault.effect());
      }
    }
    armed.removeIf(Armed::isUsedUp);
    return effect;
  }

  private static boolean matches(
      Fault fault, AwsService service, String operation, String caller, String request) {
    String wanted = fault.operation();
    boolean named =
        wanted.equals("*")
            || wanted.equals(operation)
            || wanted.equals(service.scope() + ":*")
            || wanted.equals(service.scope() + ':' + operation);
    return named && caller.contains(fault.caller()) && request.contains(fault.resource());
  }
}
