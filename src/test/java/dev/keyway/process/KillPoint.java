package dev.keyway.process;

import dev.keyway.awslocal.call.AwsService;
import dev.keyway.awslocal.call.Call;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A call of the operator that it does not survive: the call took effect, its answer is never seen.
 */
interface KillPoint {
  /** Begin to count on that bench; the result says of each call whether it is the last one. */
  Predicate<Call> on(Bench bench);

  /** The n-th call of an operation. */
  record At(AwsService service, String operation, int n) implements KillPoint {
    static At first(AwsService service, String operation) {
      return new At(service, operation, 1);
    }

    @Override
    public Predicate<Call> on(Bench bench) {
      var seen = new AtomicInteger();
      return call ->
          call.service() == service
              && call.operation().equals(operation)
              && call.succeeded()
              && seen.incrementAndGet() == n;
    }

    @Override
    public String toString() {
      return operation + (n == 1 ? "" : " " + n);
    }
  }

  /** The first call, if only a read, after the old key was written down in status. */
  record Ledger(String kind, String name) implements KillPoint {
    @Override
    public Predicate<Call> on(Bench bench) {
      return _ ->
          bench
              .object(kind, name)
              .map(object -> object.<List<Object>>get("status", "retiringKeys"))
              .filter(keys -> !keys.isEmpty())
              .isPresent();
    }

    @Override
    public String toString() {
      return "retiringKeys written";
    }
  }
}
