package dev.keyway.grants;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Picks grants that were read back apart, by kind. */
final class Standing {
  private Standing() {}

  static List<String> members(List<Grant> standing, GrantKind kind) {
    return standing.stream()
        .filter(grant -> grant.group().kind() == kind)
        .map(Grant::member)
        .sorted()
        .toList();
  }

  static List<ServiceAsk> services(List<Grant> standing, GrantKind kind) {
    Map<GrantGroup, List<String>> arnsByGroup =
        standing.stream()
            .filter(grant -> grant.group().kind() == kind)
            .collect(
                Collectors.groupingBy(
                    Grant::group,
                    LinkedHashMap::new,
                    Collectors.mapping(Grant::member, Collectors.toList())));
    return arnsByGroup.entrySet().stream()
        .map(e -> new ServiceAsk(service(e.getKey()), e.getValue(), accounts(e.getKey())))
        .toList();
  }

  private static String service(GrantGroup group) {
    return switch (group.members()) {
      case GrantGroup.Members.Sources(String service, String _, String _) -> service;
      case GrantGroup.Members.Principals _ -> "";
    };
  }

  private static List<String> accounts(GrantGroup group) {
    return group.conditions().stream()
        .filter(c -> c.key().equals("aws:SourceAccount"))
        .flatMap(c -> c.values().stream())
        .toList();
  }
}
