package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBinding;
import dev.keyway.api.v1alpha1.AccountBindingStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Set;

/** The AccountBindings in the API server itself. */
record BindingStore(KubernetesClient client) {
  /** Return whether there are objects of the other kinds in any of these namespaces. */
  boolean hasObjects(Set<String> namespaces) {
    return !namespaces.isEmpty()
        && ResourceTypes.ALL.stream()
            .flatMap(
                type -> client.resources(type.type()).inAnyNamespace().list().getItems().stream())
            .anyMatch(object -> namespaces.contains(object.getMetadata().getNamespace()));
  }

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
