package dev.keyway.reconcile;

import dev.keyway.aws.AwsException;
import dev.keyway.aws.AwsFailure;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What a read of AWS brought: the thing, its absence, or the failure to find out. */
public sealed interface Reading<T> {
  /** The thing, as read by a call that began at {@code at}. */
  record Found<T>(T value, Instant at) implements Reading<T> {}

  /** AWS says that there is no such thing. */
  record Absent<T>(Instant at) implements Reading<T> {}

  /** Nobody knows: the call failed. Never to be taken for absence. */
  record Unreadable<T>(AwsFailure failure) implements Reading<T> {}

  /** Return the value, or empty for an absence. Throws for what could not be read. */
  default Optional<T> orThrow() {
    return switch (this) {
      case Found<T>(T value, Instant _) -> Optional.of(value);
      case Absent<T> _ -> Optional.empty();
      case Unreadable<T>(AwsFailure failure) -> throw new AwsException(failure);
    };
  }

  /** Return the value where there is one; neither absence nor failure is told apart. */
  default Optional<T> found() {
    return this instanceof Found<T>(T value, Instant _) ? Optional.of(value) : Optional.empty();
  }

  /** Return whether AWS answered that there is no such thing. */
  default boolean isAbsent() {
    return this instanceof Absent<T>;
  }

  /** Return the same reading of something derived from the value. */
  default <R> Reading<R> map(Function<T, R> derive) {
    return switch (this) {
      case Found<T>(T value, Instant at) -> new Found<>(derive.apply(value), at);
      case Absent<T>(Instant at) -> new Absent<>(at);
      case Unreadable<T>(AwsFailure failure) -> new Unreadable<>(failure);
    };
  }
}
