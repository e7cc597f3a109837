package dev.keyway.awslocal.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Invocation;
import dev.keyway.awslocal.call.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Enabling, disabling, deleting and rotating keys, by the table "Key states of AWS KMS keys". */
final class KeyStates {

  private static final int MIN_WINDOW = 7;
  private static final int MAX_WINDOW = 30;
  private static final int MIN_PERIOD = 90;
  private static final int MAX_PERIOD = 2560;

  private final KmsGuard guard;
  private final Timing timing;

  KeyStates(KmsGuard guard, Timing timing) {
    this.guard = guard;
    this.timing = timing;
  }

  Map<String, Operation> operations() {
    return Map.of(
        "EnableKey", Operation.write(this::enableKey),
        "DisableKey", Operation.write(this::disableKey),
        "ScheduleKeyDeletion", Operation.write(this::scheduleKeyDeletion),
        "CancelKeyDeletion", Operation.write(this::cancelKeyDeletion),
        "EnableKeyRotation", Operation.write(this::enableKeyRotation),
        "DisableKeyRotation", Operation.write(this::disableKeyRotation),
        "GetKeyRotationStatus", Operation.read(this::getKeyRotationStatus));
  }

  private ObjectNode enableKey(Invocation call) {
    Key key = changeable(call, "kms:EnableKey");
    write(key, KeyState.ENABLED);
    return Json.object();
  }

  private ObjectNode disableKey(Invocation call) {
    Key key = changeable(call, "kms:DisableKey");
    write(key, KeyState.DISABLED);
    return Json.object();
  }

  private ObjectNode scheduleKeyDeletion(Invocation call) {
    Key key = changeable(call, "kms:ScheduleKeyDeletion");
    int days = call.params().number("PendingWindowInDays").orElse(MAX_WINDOW);
    if (days < MIN_WINDOW || days > MAX_WINDOW) {
      throw KmsErrors.validation("PendingWindowInDays must be between 7 and 30");
    }
    Instant deletion = timing.now().plus(Duration.ofDays(days));
    key.deletionDate = deletion;
    write(key, KeyState.PENDING_DELETION);
    return Json.object()
        .put("KeyId", key.arn())
        .put("DeletionDate", KeyOperations.seconds(deletion))
        .put("KeyState", KeyState.PENDING_DELETION.wire())
        .put("PendingWindowInDays", days);
  }

  /** The key comes back disabled. */
  private ObjectNode cancelKeyDeletion(Invocation call) {
    Key key = guard.ownKey(call, "kms:CancelKeyDeletion");
    if (key.state.latest() != KeyState.PENDING_DELETION) {
      throw KmsErrors.invalidState(key);
    }
    key.deletionDate = null;
    write(key, KeyState.DISABLED);
    return Json.object().put("KeyId", key.arn());
  }

  private ObjectNode enableKeyRotation(Invocation call) {
    Key key = rotatable(call, "kms:EnableKeyRotation");
    int days = call.params().number("RotationPeriodInDays").orElse(Key.DEFAULT_ROTATION_DAYS);
    if (days < MIN_PERIOD || days > MAX_PERIOD) {
      throw KmsErrors.validation("RotationPeriodInDays must be between 90 and 2560");
    }
    key.rotation.write(new Key.Rotation(true, days, timing.now()), timing.now());
    return Json.object();
  }

  private ObjectNode disableKeyRotation(Invocation call) {
    Key key = rotatable(call, "kms:DisableKeyRotation");
    int days = key.rotation.latest().periodDays();
    key.rotation.write(new Key.Rotation(false, days, timing.now()), timing.now());
    return Json.object();
  }

  private ObjectNode getKeyRotationStatus(Invocation call) {
    Key key = guard.key(call, "kms:GetKeyRotationStatus");
    checkSymmetric(key);
    Key.Rotation rotation = timing.read(key.rotation);
    boolean on = rotation.enabled() && timing.read(key.state) != KeyState.PENDING_DELETION;
    ObjectNode answer = Json.object().put("KeyRotationEnabled", on).put("KeyId", key.arn());
    if (on) {
      answer
          .put("RotationPeriodInDays", rotation.periodDays())
          .put("NextRotationDate", KeyOperations.seconds(rotation.next(timing.now())));
    }
    return answer;
  }

  private Key changeable(Invocation call, String action) {
    Key key = guard.ownKey(call, action);
    if (key.identity.awsManaged() || key.state.latest() == KeyState.PENDING_DELETION) {
      throw KmsErrors.invalidState(key);
    }
    return key;
  }

  private Key rotatable(Invocation call, String action) {
    Key key = guard.ownKey(call, action);
    switch (key.state.latest()) {
      case ENABLED -> checkSymmetric(key);
      case DISABLED -> throw KmsErrors.disabled(key);
      case PENDING_DELETION -> throw KmsErrors.invalidState(key);
    }
    return key;
  }

  private static void checkSymmetric(Key key) {
    if (!key.isSymmetric()) {
      throw KmsErrors.unsupported(key.arn() + " is not a symmetric encryption key.");
    }
  }

  private void write(Key key, KeyState state) {
    key.state.write(state, timing.now());
  }
}
