package dev.keyway.imports;

import dev.keyway.api.v1alpha1.Adopt;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.KeyRotation;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.RotationMode;
import dev.keyway.aws.KeyDescription;
import dev.keyway.aws.KeyRotationStatus;
import dev.keyway.imports.Imported.Note;
import dev.keyway.reconcile.AwsNames;
import dev.keyway.reconcile.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a key as it is; pure. */
final class KeyImport {
  private static final int DEFAULT_PERIOD_DAYS = 365;
  private static final int MAX_DESCRIPTION = 2048;

  private KeyImport() {}

  static Imported imported(ObjectNames names, Policies policies, Existing.Key key) {
    var description = key.description();
    var notes = new ArrayList<Note>(Notes.owner(key.tags()));
    if (!description.state().equals(KeyDescription.ENABLED)) {
      notes.add(
          Note.of("it is " + description.state() + ": what is encrypted under it cannot be read"));
    }
    if (key.rotation().filter(KeyRotationStatus::enabled).isEmpty()) {
      notes.add(Note.of("it is not rotated: set rotation, with mode Automatic"));
    }
    var policy = policies.of(key);
    notes.addAll(policy.notes());
    return new Imported(
        Kind.ENCRYPTION_KEY,
        names.of(description.arn()),
        description.arn(),
        spec(description, key.rotation()),
        notes,
        policy);
  }

  private static EncryptionKeySpec spec(
      KeyDescription description, Optional<KeyRotationStatus> rotation) {
    return new EncryptionKeySpec(
        AwsNames.regionOf(description.arn()),
        Map.of(),
        null,
        null,
        null,
        text(description.description()),
        null,
        rotation.map(KeyImport::rotation).orElse(null),
        List.of(),
        List.of(),
        null,
        new Adopt(description.arn()),
        Management.REPORT,
        null,
        List.of(),
        List.of());
  }

  private static @Nullable KeyRotation rotation(KeyRotationStatus rotation) {
    var days = rotation.periodDays();
    boolean usual = days == null || days == DEFAULT_PERIOD_DAYS;
    return rotation.enabled() ? new KeyRotation(RotationMode.AUTOMATIC, usual ? null : days) : null;
  }

  private static @Nullable String text(String description) {
    boolean writable =
        !description.isEmpty()
            && description.length() <= MAX_DESCRIPTION
            && description.matches("[\\t\\n\\r\\x20-\\xFF]*");
    return writable ? description : null;
  }
}
