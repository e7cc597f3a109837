package dev.keyway.key;

import dev.keyway.aws.KeyDescription;
import dev.keyway.reconcile.Changes;
import dev.keyway.reconcile.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tags by which a key says in AWS itself what Keyway has in mind with it; pure. */
final class KeyMarks {
  private final KeyObservation o;
  private final KeyDescription key;
  private final Changes<KeyAction> changes;

  KeyMarks(KeyObservation o, KeyDescription key, Changes<KeyAction> changes) {
    this.o = o;
    this.key = key;
    this.changes = changes;
  }

  /** Set the marks that are missing, and take off those that are over. */
  void set() {
    reclaimed();
    retiring();
  }

  // Keyway itself scheduled this deletion, for an object of the same name that has now come back.
  static boolean isReclaimed(KeyObservation o) {
    return o.tags().filter(tags -> tags.containsKey(KeyObservation.DELETION_TAG)).isPresent();
  }

  // Rescued: from now on it is somebody else who disables the key or schedules its deletion.
  private void reclaimed() {
    if (isReclaimed(o) && key.state().equals(KeyDescription.ENABLED)) {
      var mark = List.of(KeyObservation.DELETION_TAG);
      changes.rollOut(
          KeyUpkeep.UNTAGGED,
          mark.toString(),
          new KeyAction.Untag(key.arn(), mark),
          Reason.TagsWritten,
          "Took the mark of deletion off " + key.arn() + ".");
    }
  }

  // Says in AWS itself, too, that the key is needed although nothing is encrypted with it any more.
  private void retiring() {
    if (o.tags().isEmpty() || key.state().equals(KeyDescription.PENDING_DELETION)) {
      return;
    }
    var wanted = retirement();
    var observed = Optional.ofNullable(o.tags().get().get(KeyObservation.RETIRING_TAG));
    if (wanted.equals(observed)) {
      return;
    }
    var tag = KeyObservation.RETIRING_TAG;
    changes.rollOut(
        tag,
        wanted.orElse("absent"),
        wanted.isPresent()
            ? new KeyAction.Tag(key.arn(), Map.of(tag, wanted.get()))
            : new KeyAction.Untag(key.arn(), List.of(tag)),
        Reason.TagsWritten,
        wanted.isPresent()
            ? "Marked " + key.arn() + " as needed by old messages."
            : "Took the mark of old messages off " + key.arn() + ".");
  }

  private Optional<String> retirement() {
    var ends = new ArrayList<Optional<String>>();
    o.uses().stream()
        .filter(use -> use.leave().isPresent())
        .forEach(use -> ends.add(Optional.ofNullable(use.entry().until())));
    o.deadLetters().stream()
        .filter(dead -> dead.entry().until() != null)
        .forEach(dead -> ends.add(Optional.ofNullable(dead.entry().until())));
    o.unclaimedUntil()
        .filter(_ -> o.tags().orElseThrow().containsKey(KeyObservation.RETIRING_TAG))
        .ifPresent(until -> ends.add(Optional.of(until.toString())));
    if (ends.stream().anyMatch(Optional::isEmpty)) {
      return Optional.of(KeyObservation.RETIRING_UNSET);
    }
    return ends.stream().flatMap(Optional::stream).max(Comparator.comparing(Instant::parse));
  }
}
