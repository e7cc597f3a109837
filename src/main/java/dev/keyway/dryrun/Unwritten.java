package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Resource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object for which nothing is written, because its {@code management} says so.
 *
 * @param object such as {@code EncryptedQueue orders}
 * @param management how the spec writes it, {@code Report} or {@code Paused}
 * @param adopted whether it is there, so that what its plan would be is not known
 * @param plan what its status would name as held back; empty where that is not known
 */
public record Unwritten(
    String object, String namespace, String management, boolean adopted, List<Change> plan) {

  private static final String REPORT = "Report";

  /** A write that is held back. */
  public record Change(String action, @Nullable String values) {}

  /** Return whether it is looked at all the same. */
  public boolean isReported() {
    return management.equals(REPORT);
  }

  static List<Unwritten> of(DeclaredObjects objects) {
    return objects.names().stream()
        .filter(name -> isHeld(objects, name))
        .map(name -> of(name, objects.find(name).orElseThrow()))
        .toList();
  }

  static boolean isHeld(DeclaredObjects objects, ObjectName name) {
    return objects
        .find(name)
        .filter(object -> management(object) != Management.ENFORCE)
        .isPresent();
  }

  private static Unwritten of(ObjectName name, Resource<?, ?> object) {
    boolean adopted = object.spec() instanceof KeywaySpec spec && spec.adopt() != null;
    var plan =
        Optional.ofNullable((KeywayStatus) object.status())
            .filter(_ -> !adopted)
            .map(KeywayStatus::plan)
            .orElse(List.of())
            .stream()
            .map(change -> new Change(change.action(), change.values()))
            .toList();
    var words = management(object) == Management.REPORT ? REPORT : "Paused";
    return new Unwritten(Asks.label(name), name.namespace(), words, adopted, plan);
  }

  private static Management management(Resource<?, ?> object) {
    return object.spec() instanceof KeywaySpec spec ? Management.of(spec) : Management.ENFORCE;
  }
}
