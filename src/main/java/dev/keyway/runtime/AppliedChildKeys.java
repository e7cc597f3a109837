package dev.keyway.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.api.v1alpha1.ApiGroup;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.reconcile.ChildKeys;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Wanted;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@link ChildKeys} by server-side apply. Kubernetes is asked only when the cache shows no child
 * with that spec; and what is there by then decides, not the cache.
 */
final class AppliedChildKeys implements ChildKeys {
  private static final Logger LOG = Logger.getLogger(AppliedChildKeys.class);

  /**
   * Not the manager of the finalizer: an apply takes off what the same manager applied before and
   * leaves out now, so each of the two would undo the other.
   */
  private static final String FIELD_MANAGER = "keyway-owner";

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FIELD_MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;
  private final Wanted wanted;

  AppliedChildKeys(KubernetesClient client, Wanted wanted) {
    this.client = client;
    this.wanted = wanted;
  }

  @Override
  public void apply(ObjectName owner, String ownerUid, String keyName, EncryptionKeySpec spec) {
    if (isCached(owner.namespace(), keyName, ownerUid, spec)) {
      return;
    }
    var present =
        Optional.ofNullable(
            client
                .resources(EncryptionKey.class)
                .inNamespace(owner.namespace())
                .withName(keyName)
                .get());
    if (present.isEmpty()) {
      patch(metadata(owner, ownerUid, keyName, null), spec);
    } else if (ownerUid.equals(ResourceTypes.KEY.resource(present.get()).ownerUid())) {
      patch(metadata(owner, ownerUid, keyName, present.get().getMetadata()), spec);
    } else {
      LOG.debugf("EncryptionKey %s is not a child of %s and left alone", keyName, owner);
    }
  }

  @Override
  public void remove(ObjectName owner, String ownerUid, String keyName) {
    var child =
        client.resources(EncryptionKey.class).inNamespace(owner.namespace()).withName(keyName);
    var present = child.get();
    if (present != null
        && !present.isMarkedForDeletion()
        && ownerUid.equals(ResourceTypes.KEY.resource(present).ownerUid())) {
      child.lockResourceVersion(present.getMetadata().getResourceVersion()).delete();
    }
  }

  private boolean isCached(String namespace, String name, String ownerUid, EncryptionKeySpec spec) {
    return wanted
        .key(namespace, name)
        .filter(child -> ownerUid.equals(child.ownerUid()))
        .filter(child -> json(child.spec()).equals(json(spec)))
        .isPresent();
  }

  private void patch(ObjectMeta metadata, EncryptionKeySpec spec) {
    var child = new EncryptionKey();
    child.setMetadata(metadata);
    child.setSpec(spec);
    client.resource(child).patch(APPLY);
  }

  /** With the uid and version of what was looked at, nothing else can be hit. */
  private static ObjectMeta metadata(
      ObjectName owner, String ownerUid, String keyName, @Nullable ObjectMeta present) {
    var metadata =
        new ObjectMetaBuilder()
            .withName(keyName)
            .withNamespace(owner.namespace())
            .addNewOwnerReference()
            .withApiVersion(ApiGroup.NAME + "/" + ApiGroup.VERSION)
            .withKind(owner.kind().kubernetesName())
            .withName(owner.name())
            .withUid(ownerUid)
            .withController(true)
            .withBlockOwnerDeletion(false)
            .endOwnerReference();
    if (present != null) {
      metadata.withUid(present.getUid()).withResourceVersion(present.getResourceVersion());
    }
    return metadata.build();
  }

  private JsonNode json(Object value) {
    return client.getKubernetesSerialization().convertValue(value, JsonNode.class);
  }
}
