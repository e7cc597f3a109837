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
   * Hand the object's mode on to the EncryptionKey that it owns, if it owns one: in every mode, and
   * in Kubernetes only.
   */
  default void handOn(Resource<S, T> resource) {}

  /** Return whether an action leaves AWS alone, and may be carried out with {@code Report} too. */
  default boolean isInKubernetes(A action) {
    return false;
  }

  /**
   * Say what is; pure.
   *
   * @param observation the last one, absent when not even that could be made
   */
  T report(Resource<S, T> resource, @Nullable O observation, Report report);
}
