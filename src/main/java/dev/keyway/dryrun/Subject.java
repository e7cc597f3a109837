package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.grants.Grant;
import dev.keyway.grants.Held;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one object of a cluster that somebody asks about. */
public record Subject(ObjectName name) {
  /**
   * Read {@code <kind>/<name>}, the kind in singular, plural or short, as kubectl takes it.
   *
   * @return empty where there is no such kind, or no name
   */
  public static Optional<Subject> parse(String text, String namespace) {
    var parts = text.split("/", -1);
    return parts.length != 2 || parts[1].isEmpty()
        ? Optional.empty()
        : Arrays.stream(Kind.values())
            .filter(kind -> isNamed(kind, parts[0].toLowerCase(Locale.ROOT)))
            .findFirst()
            .map(kind -> new Subject(new ObjectName(kind, namespace, parts[1])));
  }

  private static boolean isNamed(Kind kind, String word) {
    var singular = kind.kubernetesName().toLowerCase(Locale.ROOT);
    var shortName =
        switch (kind) {
          case ENCRYPTION_KEY -> "enckey";
          case ENCRYPTED_TOPIC -> "enctopic";
          case ENCRYPTED_QUEUE -> "encqueue";
          case TOPIC_SUBSCRIPTION -> "topicsub";
        };
    return List.of(singular, singular + "s", shortName).contains(word);
  }

  /** Return the object as people know it. */
  public String label() {
    return Asks.label(name);
  }

  /** Return whether the object is there. */
  public boolean isIn(DeclaredObjects objects) {
    return objects.find(name).isPresent();
  }

  /** Return what it says of itself where it is not Ready, or what it names is not there. */
  public Optional<String> unready(DeclaredObjects objects) {
    var status = objects.status(name);
    var ready = status.flatMap(s -> Conditions.find(s.conditions(), Conditions.READY));
    return ready.isEmpty()
        ? Optional.of("the operator has not looked at it yet")
        : status
            .flatMap(Waits::obstacle)
            .map(condition -> condition.reason() + ": " + condition.message());
  }

  /** Return what the owner of a key that is not Keyway's has to add for it. */
  public List<KeyStatement> keyStatements(DeclaredObjects objects) {
    return KeyOwners.statements(objects.status(name).stream());
  }

  private boolean isOwn(Held held) {
    return held.namespace().equals(name.namespace()) && held.grant().asker().equals(label());
  }

  // An asker of another namespace is told from one of the same name in this one.
  private Held told(Held held) {
    var grant = held.grant();
    if (held.namespace().equals(name.namespace())) {
      return held;
    }
    var asker = grant.asker().replaceFirst(" ", " " + held.namespace() + "/");
    var told = new Grant(asker, grant.group(), grant.member());
    return new Held(held.namespace(), held.resourceArn(), told);
  }

  /**
   * Return the grants that it asks for; of an EncryptionKey also those that others ask for on it.
   */
  public List<Held> held(DeclaredObjects objects) {
    var keyArn =
        objects
            .status(name)
            .filter(EncryptionKeyStatus.class::isInstance)
            .map(status -> ((EncryptionKeyStatus) status).keyArn())
            .orElse("");
    return Holdings.of(objects).stream()
        .filter(held -> isOwn(held) || held.resourceArn().equals(keyArn))
        .map(this::told)
        .toList();
  }
}
