package dev.keyway.runtime;

import dev.keyway.reconcile.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the process remembers of one object between two passes. All but {@link #wake} belongs to the
 * thread that has entered.
 */
final class Agenda {
  private record Version(String uid, long generation, boolean deleting, @Nullable String checkNow) {
    static Version of(HasMetadata object) {
      ObjectMeta metadata = object.getMetadata();
      return new Version(
          metadata.getUid(),
          metadata.getGeneration(),
          object.isMarkedForDeletion(),
          ResourceType.checkNow(object));
    }
  }

  private @Nullable Instant enteredAt;
  private boolean refusedOther;
  private boolean gone;
  private volatile boolean woken;
  private boolean cameByWake;
  private volatile boolean turnedAway;
  private volatile boolean renewed;
  private @Nullable Version version;
  private Instant notBefore = Instant.MIN;
  private @Nullable Object ending;
  private int repeats;
  private @Nullable HasMetadata written;
  private @Nullable String complaint;
  private volatile @Nullable Instant checkedAt;

  synchronized boolean tryEnter(Instant now) {
    refusedOther = enteredAt != null;
    if (!refusedOther) {
      enteredAt = now;
    }
    return !refusedOther;
  }

  /**
   * Leave, and return whether a successor of the name may wait: another thread was refused entry
   * meanwhile, or the object has gone.
   */
  synchronized boolean leave() {
    enteredAt = null;
    return refusedOther || gone;
  }

  /** The object has gone: return whether the thread that has entered still needs this. */
  synchronized boolean outlives() {
    gone = true;
    return enteredAt != null;
  }

  /** Return whether the object has gone while a thread dealt with it. */
  synchronized boolean isGone() {
    return gone;
  }

  /** Return since when a thread deals with the object, if one does. */
  synchronized Optional<Instant> enteredAt() {
    return Optional.ofNullable(enteredAt);
  }

  /** A neighbour, or AWS, has changed: the object may not wait for its first check. */
  void wake() {
    woken = true;
  }

  boolean isWoken() {
    return woken;
  }

  /** Return whether this process has not dealt with the object before. */
  boolean isFirstVisit() {
    return version == null;
  }

  /** Return whether no pass has dealt with this version of the object yet. */
  boolean isNews(HasMetadata object) {
    return renewed || !Version.of(object).equals(version);
  }

  /** Note that a pass is due and there was no lane for it. */
  void turnedAway() {
    turnedAway = true;
  }

  /** Return whether a pass is due and there was no lane for it. */
  boolean isTurnedAway() {
    return turnedAway;
  }

  /**
   * Return how long the object still has to stay away; a new generation, a deletion and a request
   * for a check need not.
   */
  Optional<Duration> remaining(HasMetadata object, Instant now) {
    return isNews(object) || !now.isBefore(notBefore)
        ? Optional.empty()
        : Optional.of(Duration.between(now, notBefore));
  }

  /** Note the version that is dealt with. What was held against another one is void. */
  void begin(HasMetadata object) {
    cameByWake = woken;
    woken = false;
    turnedAway = false;
    Version present = Version.of(object);
    if (renewed || !present.equals(version)) {
      renewed = false;
      version = present;
      notBefore = Instant.MIN;
      ending = null;
      repeats = 0;
    }
  }

  /**
   * Return how often passes over this version ended like this one just before it. What it waited
   * for before, or failed by, says nothing of how long this takes; neither does that a neighbour
   * had a blocked object looked at.
   */
  int repeatsOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Blocked blocked -> repeats(blocked.reason(), !cameByWake);
      case Outcome.Failed(var failure) -> repeats(failure.cause());
      case Outcome.Done _,
          Outcome.InProgress _,
          Outcome.Invalid _,
          Outcome.Reported _,
          Outcome.Paused _,
          Outcome.Refused _ ->
          repeats(outcome.getClass());
    };
  }

  /** Return how often passes over this version failed like this one just before it. */
  int repeatsOf(Class<?> unexpected) {
    return repeats(unexpected);
  }

  private int repeats(Object how) {
    return repeats(how, true);
  }

  private int repeats(Object how, boolean counts) {
    repeats = how.equals(ending) ? repeats + (counts ? 1 : 0) : 0;
    ending = how;
    return repeats;
  }

  /** Let no wake-up through before that instant. */
  void holdUntil(Instant instant) {
    notBefore = instant;
  }

  /** Let the next wake-up through. */
  void release() {
    notBefore = Instant.MIN;
  }

  /** Take the next look for that at a new version, also when it comes after a pass that runs. */
  void renew() {
    renewed = true;
  }

  /** Remember the object as it was answered to the last write. */
  void wrote(HasMetadata object) {
    written = object;
  }

  /** Return the object as it was answered to the last write, where the caches may lag behind it. */
  @Nullable HasMetadata written() {
    return written;
  }

  /** The caches have caught up. */
  void forgetWritten() {
    written = null;
  }

  /** Return whether this complaint differs from the last one, and has to be logged. */
  boolean isNewComplaint(String text) {
    boolean isNew = !text.equals(complaint);
    complaint = text;
    return isNew;
  }

  /** Nothing to complain about any more. */
  void satisfied() {
    complaint = null;
  }

  /** A pass has had all the answers from AWS that it needed. */
  void checked(Instant now) {
    checkedAt = now;
  }

  /** Return when this process last had all the answers, if it ever had. */
  Optional<Instant> checkedAt() {
    return Optional.ofNullable(checkedAt);
  }
}
