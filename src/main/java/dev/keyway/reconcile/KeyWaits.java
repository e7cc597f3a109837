package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Management;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a topic or queue says while its key is not there yet. */
public final class KeyWaits {
  private KeyWaits() {}

  /** Return what is in the way; empty where the key can be used or none is needed. */
  public static Optional<Outcome> of(KeyView key, Resource<?, ?> user, String region) {
    return switch (key) {
      case KeyView.NotNeeded _, KeyView.AwsManaged _, KeyView.Usable _ -> Optional.empty();
      case KeyView.External _ -> ExternalKeys.obstacle(key);
      case KeyView.Absent(String name) ->
          Optional.of(
              new Outcome.Blocked(
                  Reason.ReferenceNotFound,
                  "Waits for EncryptionKey \""
                      + name
                      + "\", which "
                      + References.absence(name)
                      + ".",
                  on(user, name, Optional.empty())));
      case KeyView.Pending(String name, String why, Optional<String> arn) ->
          Optional.of(
              new Outcome.Blocked(
                  arn.isPresent() ? Reason.KeyGrantPending : Reason.ReferenceNotReady,
                  "Waits for EncryptionKey \"" + name + "\", which " + why + ".",
                  on(user, name, arn)));
      case KeyView.Held(String name, Management mode, Optional<String> arn) ->
          Optional.of(
              new Outcome.Blocked(
                  HeldBack.reason(mode),
                  HeldBack.message(Kind.ENCRYPTION_KEY, name, mode),
                  on(user, name, arn)));
      case KeyView.Foreign(String name) ->
          Optional.of(
              new Outcome.Invalid(
                  Reason.NameConflict,
                  "OwnKey needs the name \""
                      + name
                      + "\" for its EncryptionKey, and an object of that name exists that does not"
                      + " belong to this one. Rename one of them, or use SharedKey."));
      case KeyView.Elsewhere(String name, String elsewhere) ->
          Optional.of(
              new Outcome.Invalid(
                  Reason.RegionMismatch,
                  key(name)
                      + " is in "
                      + elsewhere
                      + ", this object in "
                      + region
                      + "; a key works in its own region only."));
    };
  }

  /** Return the finding for {@code ReferencesResolved}. */
  public static Finding references(KeyView key) {
    var type = Conditions.REFERENCES_RESOLVED;
    return switch (key) {
      case KeyView.Absent(String name) ->
          Finding.no(
              type,
              Reason.ReferenceNotFound,
              "EncryptionKey \"" + name + "\" " + References.absence(name) + ".");
      case KeyView.Foreign(String name) ->
          Finding.no(
              type, Reason.NameConflict, "EncryptionKey \"" + name + "\" is not this one's.");
      case KeyView.Elsewhere(String name, String region) ->
          Finding.no(type, Reason.RegionMismatch, key(name) + " is in " + region + ".");
      case KeyView.NotNeeded _,
          KeyView.AwsManaged _,
          KeyView.External _,
          KeyView.Pending _,
          KeyView.Held _,
          KeyView.Usable _ ->
          Finding.yes(type, Reason.ReferencesFound, "Everything that the spec names is there.");
    };
  }

  private static String key(String name) {
    return name.startsWith("arn:") ? "The key " + name : "EncryptionKey \"" + name + "\"";
  }

  private static Set<String> on(Resource<?, ?> user, String keyName, Optional<String> arn) {
    var on = new TreeSet<String>();
    on.add(References.name(Kind.ENCRYPTION_KEY, user.namespace(), keyName).toString());
    arn.ifPresent(on::add);
    return on;
  }
}
