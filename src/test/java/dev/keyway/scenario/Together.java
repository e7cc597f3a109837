package dev.keyway.scenario;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Runs cases that share nothing beside each other; some work while others wait for a time-out. */
final class Together {
  private static final int THREADS = 2 * Runtime.getRuntime().availableProcessors();

  private Together() {}

  /** Run all cases, and return the sum of what they came to. */
  static <T> int sum(List<T> cases, ToIntFunction<T> run) {
    try (var executor = Executors.newFixedThreadPool(THREADS)) {
      var results =
          cases.stream()
              .map(each -> CompletableFuture.supplyAsync(() -> run.applyAsInt(each), executor))
              .toList();
      return results.stream().mapToInt(CompletableFuture::join).sum();
    }
  }
}
