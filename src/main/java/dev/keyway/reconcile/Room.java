package dev.keyway.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a kind supplies to the five beats.
 *
 * @param <S> spec
 * @param <T> status
 * @param <O> observation: everything that the plan depends on besides the resource
 * @param <A> actions, a sealed type
 */
public interface Room<S, T, O, A> {
  /** Read AWS and {@link Wanted}. */
  O observe(Resource<S, T> resource, Freshness freshness);

  /** Decide; pure. */
  Plan<A> plan(Resource<S, T> resource, O observation, Instant now);

  /** Carry out one action. */
  void apply(Resource<S, T> resource, O observation, A action);

  /**
   * Say what is; pure.
   *
   * @param observation the last one, absent when not even that could be made
   */
  T report(Resource<S, T> resource, @Nullable O observation, Report report);
}
