package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.api.v1alpha1.AccountBindingStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** The AccountBindings in the API server itself. */
record BindingStore(KubernetesClient client) {
  /** Apply the status. It says nothing that only one version of the object may be told. */
  void apply(AccountBinding binding, AccountBindingStatus status) {
    var wanted = new AccountBinding();
    wanted.setMetadata(
        new ObjectMetaBuilder()
            .withName(binding.getMetadata().getName())
            .withUid(binding.getMetadata().getUid())
            .build());
    wanted.setStatus(status);
    client.resource(wanted).subresource("status").patch(Store.APPLY);
  }
}
