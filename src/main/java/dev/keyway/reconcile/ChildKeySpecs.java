package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.DeletionPolicy;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The spec of the EncryptionKey that {@code mode: OwnKey} brings with it. */
public final class ChildKeySpecs {
  private ChildKeySpecs() {}

  /** Return the spec: the child follows its owner's region, tags and deletion policy. */
  public static EncryptionKeySpec of(
      @Nullable String region,
      Map<String, String> tags,
      @Nullable DeletionPolicy deletionPolicy,
      @Nullable Integer checkIntervalSeconds) {
    return new EncryptionKeySpec(
        region,
        tags,
        Objects.requireNonNullElse(deletionPolicy, DeletionPolicy.RETAIN),
        checkIntervalSeconds,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null);
  }

  /** Return the spec where the child is missing, or is the user's and differs. */
  public static Optional<EncryptionKeySpec> missing(
      Wanted wanted, Resource<?, ?> owner, String keyName, EncryptionKeySpec spec) {
    var child = wanted.key(owner.namespace(), keyName);
    boolean right =
        child
            .filter(c -> !owner.uid().equals(c.ownerUid()) || c.deleting() || c.spec().equals(spec))
            .isPresent();
    return right ? Optional.empty() : Optional.of(spec);
  }
}
