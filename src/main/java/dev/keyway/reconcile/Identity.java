package dev.keyway.reconcile;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who an AWS object belongs to, carried as its tags: cluster id, kind, namespace and name. The uid
 * only informs: the same identity with another uid is the owner returning.
 */
public record Identity(String clusterId, ObjectName object, String uid) {
  public static final String CLUSTER = "keyway.dev/cluster";
  public static final String KIND = "keyway.dev/kind";
  public static final String NAMESPACE = "keyway.dev/namespace";
  public static final String NAME = "keyway.dev/name";
  public static final String UID = "keyway.dev/uid";
  public static final String ORIGIN = "keyway.dev/origin";

  /** Return the identity of a resource. */
  public static Identity of(Settings settings, Resource<?, ?> resource) {
    return new Identity(settings.clusterId(), resource.name(), resource.uid());
  }

  /** Return the object that tags name; empty where they are not Keyway's. */
  public static Optional<ObjectName> object(Kind kind, Map<String, String> tags) {
    return Optional.ofNullable(tags.get(NAMESPACE))
        .flatMap(
            namespace ->
                Optional.ofNullable(tags.get(NAME))
                    .map(name -> new ObjectName(kind, namespace, name)));
  }

  /** Return the tags of an object that Keyway creates: the user's and those of ownership. */
  public Map<String, String> tags(Map<String, String> userTags) {
    var tags = new TreeMap<>(userTags);
    tags.put(CLUSTER, clusterId);
    tags.put(KIND, object.kind().kubernetesName());
    tags.put(NAMESPACE, object.namespace());
    tags.put(NAME, object.name());
    tags.put(UID, uid);
    tags.put(ORIGIN, "created");
    return tags;
  }

  /** Return the tags of an object that Keyway creates, those of its AccountBinding among them. */
  public static Map<String, String> tags(
      Settings settings, Resource<?, ?> resource, Map<String, String> userTags) {
    return of(settings, resource).tags(settings.tenancy().tagsWith(userTags));
  }

  /** Judge by its tags whether an AWS object is this one's. */
  public Ownership judge(Map<String, String> observed) {
    var cluster = observed.get(CLUSTER);
    if (cluster == null) {
      return new Ownership.Untagged();
    }
    boolean same =
        cluster.equals(clusterId)
            && object.kind().kubernetesName().equals(observed.get(KIND))
            && object.namespace().equals(observed.get(NAMESPACE))
            && object.name().equals(observed.get(NAME));
    return same
        ? new Ownership.Ours(!uid.equals(observed.get(UID)))
        : new Ownership.SomebodyElses();
  }
}
