package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeywaySpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an object may be worked on at all; asked by each pass before it looks at AWS. */
@FunctionalInterface
public interface Permit {
  /** Lets every pass go on. */
  Permit ALWAYS = _ -> Optional.empty();

  /**
   * Return why AWS is neither read nor written for the object; empty where it is. What stands in
   * AWS stays: objects of others keep the grants that they have for this one.
   *
   * @throws dev.keyway.aws.AwsException when AWS does not say whose the credentials are
   */
  Optional<Outcome.Refused> refusal(
      Resource<? extends KeywaySpec, ? extends @Nullable Object> resource);
}
