package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.AllowedReference;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.ObjectReference;
import dev.keyway.api.v1alpha1.ReferringKind;
import java.util.List;
import java.util.Optional;

/**
 * Who may refer to what, and how it is spelled (docs/adr/0018); pure.
 *
 * <p>As text, a reference is the name of an object in the namespace of the one that refers, or
 * {@code namespace/name} of one elsewhere; no Kubernetes name has a slash.
 */
public final class References {
  private static final String SLASH = "/";

  private References() {}

  /** Return whether an object may refer to another one. */
  public static boolean mayRefer(Resource<? extends KeywaySpec, ?> target, ObjectName from) {
    return target.namespace().equals(from.namespace())
        || target.spec().allowedReferences().stream().anyMatch(entry -> admits(entry, from));
  }

  private static boolean admits(AllowedReference entry, ObjectName from) {
    return entry.namespace().equals(from.namespace())
        && referring(from.kind()).filter(entry.kinds()::contains).isPresent();
  }

  private static Optional<ReferringKind> referring(Kind kind) {
    return switch (kind) {
      case ENCRYPTED_TOPIC -> Optional.of(ReferringKind.ENCRYPTED_TOPIC);
      case ENCRYPTED_QUEUE -> Optional.of(ReferringKind.ENCRYPTED_QUEUE);
      case TOPIC_SUBSCRIPTION -> Optional.of(ReferringKind.TOPIC_SUBSCRIPTION);
      case ENCRYPTION_KEY -> Optional.empty();
    };
  }

  /** Return whether a key's ledgers have a queue or topic, whoever may refer to the key now. */
  public static boolean isOnLedger(Optional<EncryptionKeyStatus> key, String userArn) {
    return key.filter(
            status ->
                status.usedBy().stream().anyMatch(use -> use.arn().equals(userArn))
                    || status.deadLetters().stream().anyMatch(d -> d.queueArn().equals(userArn)))
        .isPresent();
  }

  /** Return the ARN of a topic's or queue's AWS object, once its status has it. */
  static Optional<String> arnOf(Resource<?, ?> user) {
    return switch (user.status()) {
      case EncryptedQueueStatus status -> Optional.ofNullable(status.queueArn());
      case EncryptedTopicStatus status -> Optional.ofNullable(status.topicArn());
      case null, default -> Optional.empty();
    };
  }

  /** Return a reference as text. */
  public static String text(ObjectReference reference, String namespace) {
    var elsewhere = reference.namespace();
    return elsewhere == null || elsewhere.equals(namespace)
        ? reference.name()
        : elsewhere + SLASH + reference.name();
  }

  /** Return the text of a reference to an object. */
  public static String text(ObjectName target, String namespace) {
    return text(new ObjectReference(target.name(), target.namespace()), namespace);
  }

  /** Return the object that a reference names. */
  public static ObjectName name(Kind kind, ObjectName from, ObjectReference reference) {
    return name(kind, from.namespace(), text(reference, from.namespace()));
  }

  /** Return the object that a reference names, which somebody in that namespace wrote. */
  public static ObjectName name(Kind kind, String namespace, String text) {
    int slash = text.indexOf(SLASH);
    return slash < 0
        ? new ObjectName(kind, namespace, text)
        : new ObjectName(kind, text.substring(0, slash), text.substring(slash + 1));
  }

  /** Return whether the text names an object of another namespace. */
  public static boolean isElsewhere(String text) {
    return text.contains(SLASH);
  }

  /**
   * Return what is said of an object that is not found. Whether it is not there or does not let
   * itself be referred to is not told: that would be telling of another namespace.
   */
  public static String absence(String text) {
    return isElsewhere(text)
        ? "is not there or does not let this object refer to it (allowedReferences)"
        : "is not in this namespace";
  }

  /** Return an asker, as a grant names it, without the name of an object of another namespace. */
  public static String told(String asker) {
    return isElsewhere(asker)
        ? "%s of another namespace".formatted(asker.substring(0, asker.indexOf(' ')))
        : asker;
  }

  /** Return how many objects of a kind are in other namespaces, for people. */
  public static String counted(String kind, long number) {
    return number == 1
        ? "1 %s of another namespace".formatted(kind)
        : "%d %ss of other namespaces".formatted(number, kind);
  }

  /** Return texts for people: by name those of the own namespace, by number all others. */
  public static String told(Kind kind, List<String> texts) {
    var named = texts.stream().filter(text -> !isElsewhere(text)).toList();
    long others = texts.stream().filter(References::isElsewhere).distinct().count();
    var counted = counted(kind.kubernetesName(), others);
    return others == 0
        ? String.join(", ", named)
        : named.isEmpty() ? counted : String.join(", ", named) + " and " + counted;
  }
}
