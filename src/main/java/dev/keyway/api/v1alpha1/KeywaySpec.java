package dev.keyway.api.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the specs of all kinds have. */
public interface KeywaySpec {
  /** Return what happens to the AWS object when the Kubernetes object is deleted. */
  @Nullable DeletionPolicy deletionPolicy();

  /** Return how often the object is compared with AWS, in seconds. */
  @Nullable Integer checkIntervalSeconds();

  /** Return the AWS object that somebody else made and that is to be taken over. */
  default @Nullable Adopt adopt() {
    return null;
  }

  /** Return whose the policy is; absent where the object has none, or the default holds. */
  default @Nullable PolicyOwnership policyOwnership() {
    return null;
  }

  /** Return policy statements in IAM's words, which the spec asks for besides its grants. */
  default List<AdditionalStatement> additionalStatements() {
    return List.of();
  }

  /** Return which objects of other namespaces may refer to this one. */
  default List<AllowedReference> allowedReferences() {
    return List.of();
  }

  /** Return what Keyway does about the AWS object; read it with {@link Management#of}. */
  @Nullable Management management();
}
