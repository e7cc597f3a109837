package dev.keyway.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyway.support.Chart;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator's rights, each spelled out: a verb or a wildcard more is a failing test. */
class ChartRbacTest {
  private static final List<String> KINDS =
      List.of("encryptionkeys", "encryptedtopics", "encryptedqueues", "topicsubscriptions");
  private static final Set<String> WORK =
      tuples(
          Stream.of(
              of("keyway.dev", KINDS, "get", "list", "watch", "patch"),
              of("keyway.dev", KINDS.stream().map(kind -> kind + "/status").toList(), "patch"),
              of("keyway.dev", List.of("encryptionkeys"), "create", "delete"),
              of("events.k8s.io", List.of("events"), "create", "patch")));
  private static final Set<String> CLUSTER =
      tuples(
          Stream.of(
              WORK.stream(),
              of("keyway.dev", List.of("accountbindings"), "get", "list", "watch", "patch"),
              of("keyway.dev", List.of("accountbindings/status"), "patch"),
              of("", List.of("namespaces"), "get", "list", "watch")));
  private static final Set<String> LEASE =
      Set.of(
          "get leases.coordination.k8s.io/keyway",
          "patch leases.coordination.k8s.io/keyway",
          "create leases.coordination.k8s.io");

  @Test
  void rightsInTheWholeCluster() {
    var objects = Chart.rbac("keyway-system");

    assertThat(rights(objects)).isEqualTo(Map.of("*", CLUSTER, "keyway-system", LEASE));
  }

  @Test
  void rightsInNamedNamespacesOnly() {
    var objects =
        Chart.rbac(
            "keyway-system",
            Map.of(
                "watch.namespaces[0]", "team-a",
                "watch.namespaces[1]", "keyway-system",
                "rbac.aggregate", "false"));

    assertThat(rights(objects))
        .isEqualTo(
            Map.of(
                "team-a", WORK, "keyway-system", tuples(Stream.of(WORK.stream(), LEASE.stream()))));
    assertThat(objects)
        .noneMatch(ClusterRole.class::isInstance)
        .noneMatch(ClusterRoleBinding.class::isInstance);
  }

  @Test
  void noLeaseWithoutElection() {
    var objects =
        Chart.rbac("keyway-system", Map.of("replicas", "1", "leaderElection.enabled", "false"));

    assertThat(rights(objects)).isEqualTo(Map.of("*", CLUSTER));
  }

  @Test
  void bindingsNameTheServiceAccountAlone() {
    assertThat(Chart.rbac("messaging", Map.of("serviceAccount.name", "broker")))
        .flatExtracting(ChartRbacTest::subjects)
        .isNotEmpty()
        .extracting(Subject::getKind, Subject::getNamespace, Subject::getName)
        .containsOnly(tuple("ServiceAccount", "messaging", "broker"));
  }

  @Test
  void usersGetTheirShareThroughAggregation() {
    var roles =
        Chart.rbac("keyway-system").stream()
            .filter(ClusterRole.class::isInstance)
            .map(ClusterRole.class::cast)
            .collect(Collectors.toMap(role -> role.getMetadata().getName(), role -> role));

    assertThat(
            tuples(
                Stream.of(tuplesOf(Objects.requireNonNull(roles.get("keyway-view")).getRules()))))
        .isEqualTo(tuples(Stream.of(of("keyway.dev", KINDS, "get", "list", "watch"))));
    assertThat(
            tuples(
                Stream.of(tuplesOf(Objects.requireNonNull(roles.get("keyway-edit")).getRules()))))
        .isEqualTo(
            tuples(
                Stream.of(
                    of(
                        "keyway.dev",
                        KINDS,
                        "create",
                        "update",
                        "patch",
                        "delete",
                        "deletecollection"))));
    assertThat(aggregatedTo(Objects.requireNonNull(roles.get("keyway-view"))))
        .containsExactly("admin", "edit", "view");
    assertThat(aggregatedTo(Objects.requireNonNull(roles.get("keyway-edit"))))
        .containsExactly("admin", "edit");
  }

  /** What the service account may do, by namespace; {@code *} stands for all of them. */
  private static Map<String, Set<String>> rights(List<HasMetadata> objects) {
    return objects.stream()
        .filter(object -> object instanceof RoleBinding || object instanceof ClusterRoleBinding)
        .collect(
            Collectors.groupingBy(
                binding -> binding instanceof ClusterRoleBinding ? "*" : namespace(binding),
                Collectors.flatMapping(
                    binding -> tuplesOf(rules(objects, binding)),
                    Collectors.toCollection(TreeSet::new))));
  }

  private static List<PolicyRule> rules(List<HasMetadata> objects, HasMetadata binding) {
    var reference = reference(binding);
    return objects.stream()
        .filter(object -> object.getKind().equals(reference.getKind()))
        .filter(object -> object.getMetadata().getName().equals(reference.getName()))
        .filter(
            object -> object instanceof ClusterRole || namespace(object).equals(namespace(binding)))
        .map(
            object ->
                object instanceof ClusterRole all ? all.getRules() : ((Role) object).getRules())
        .findFirst()
        .orElseThrow();
  }

  private static RoleRef reference(HasMetadata binding) {
    return binding instanceof ClusterRoleBinding all
        ? all.getRoleRef()
        : ((RoleBinding) binding).getRoleRef();
  }

  private static List<Subject> subjects(HasMetadata object) {
    return switch (object) {
      case ClusterRoleBinding all -> all.getSubjects();
      case RoleBinding one -> one.getSubjects();
      default -> List.of();
    };
  }

  private static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }

  private static List<String> aggregatedTo(ClusterRole role) {
    var prefix = "rbac.authorization.k8s.io/aggregate-to-";
    return role.getMetadata().getLabels().entrySet().stream()
        .filter(label -> label.getKey().startsWith(prefix) && label.getValue().equals("true"))
        .map(label -> label.getKey().substring(prefix.length()))
        .sorted()
        .toList();
  }

  private static Stream<String> tuplesOf(List<PolicyRule> rules) {
    return rules.stream().flatMap(ChartRbacTest::tuplesOf);
  }

  private static Stream<String> tuplesOf(PolicyRule rule) {
    assertThat(rule.getNonResourceURLs()).isEmpty();
    var names = rule.getResourceNames().stream().map(name -> "/" + name).toList();
    return rule.getApiGroups().stream()
        .flatMap(group -> of(group, rule.getResources(), rule.getVerbs().toArray(String[]::new)))
        .flatMap(tuple -> names.isEmpty() ? Stream.of(tuple) : names.stream().map(tuple::concat));
  }

  private static Stream<String> of(String group, List<String> resources, String... verbs) {
    return resources.stream()
        .flatMap(resource -> Stream.of(verbs).map(verb -> verb + " " + resource + "." + group));
  }

  private static Set<String> tuples(Stream<Stream<String>> parts) {
    return parts.flatMap(part -> part).collect(Collectors.toCollection(TreeSet::new));
  }
}
