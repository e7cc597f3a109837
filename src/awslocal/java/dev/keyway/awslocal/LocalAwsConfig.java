package dev.keyway.awslocal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.RoleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a local AWS starts.
 *
 * @param port 0 for any free one
 * @param readDelay how long reads still answer the former value after a write
 * @param effectDelay how long the former value stays in force after a write
 * @param longestPoll an upper bound, on the machine's clock, to every long poll
 * @param stoppedAt an instant at which the clock stands still until it is moved
 */
public record LocalAwsConfig(
    String partition,
    int port,
    List<String> accounts,
    List<RoleSpec> roles,
    List<UserSpec> users,
    Duration readDelay,
    Duration effectDelay,
    Duration longestPoll,
    Optional<Instant> stoppedAt) {

  private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

  /** An IAM user; without a policy it may do everything on its side. */
  public record UserSpec(String account, String name, Optional<String> policy) {}

  /** These accounts, with nobody in them but root. */
  public static LocalAwsConfig of(String... accounts) {
    return new LocalAwsConfig(
        "aws",
        0,
        List.of(accounts),
        List.of(),
        List.of(),
        Duration.ZERO,
        Duration.ZERO,
        LONGEST_POLL,
        Optional.empty());
  }

  /** Reads the configuration file of the process; {@code docs/local-aws.md} describes it. */
  public static LocalAwsConfig read(String text) {
    JsonNode node =
        Json.readObject(text)
            .orElseThrow(() -> new IllegalArgumentException("the configuration is not JSON"));
    List<String> accounts = new ArrayList<>();
    List<RoleSpec> roles = new ArrayList<>();
    List<UserSpec> users = new ArrayList<>();
    for (JsonNode account : node.path("accounts")) {
      String id = account.path("id").asText();
      accounts.add(id);
      account.path("roles").forEach(role -> roles.add(RoleSpec.read(id, role)));
      account.path("users").forEach(user -> users.add(user(id, user)));
    }
    return new LocalAwsConfig(
        node.path("partition").asText("aws"),
        node.path("port").asInt(0),
        List.copyOf(accounts),
        List.copyOf(roles),
        List.copyOf(users),
        Duration.ofMillis(node.path("readDelayMillis").asLong(0)),
        Duration.ofMillis(node.path("effectDelayMillis").asLong(0)),
        Duration.ofMillis(node.path("longestPollMillis").asLong(LONGEST_POLL.toMillis())),
        Optional.ofNullable(node.path("clock").textValue()).map(Instant::parse));
  }

  private static UserSpec user(String account, JsonNode node) {
    RoleSpec asRole = RoleSpec.read(account, node);
    return new UserSpec(account, asRole.name(), asRole.policy());
  }

  /** Adds a role that may do everything on its side. */
  public LocalAwsConfig withRole(String account, String name) {
    return withRole(RoleSpec.of(account, name));
  }

  /** Adds a role. */
  public LocalAwsConfig withRole(RoleSpec role) {
    List<RoleSpec> more = Stream.concat(roles.stream(), Stream.of(role)).toList();
    return new LocalAwsConfig(
        partition, port, accounts, more, users, readDelay, effectDelay, longestPoll, stoppedAt);
  }

  /** Adds a user that may do everything on its side. */
  public LocalAwsConfig withUser(String account, String name) {
    List<UserSpec> more =
        Stream.concat(users.stream(), Stream.of(new UserSpec(account, name, Optional.empty())))
            .toList();
    return new LocalAwsConfig(
        partition, port, accounts, roles, more, readDelay, effectDelay, longestPoll, stoppedAt);
  }

  /** Chooses the delays. */
  public LocalAwsConfig withDelays(Duration read, Duration effect) {
    return new LocalAwsConfig(
        partition, port, accounts, roles, users, read, effect, longestPoll, stoppedAt);
  }

  /** Stops the clock at an instant from the start. */
  public LocalAwsConfig withClockStoppedAt(Instant instant) {
    return new LocalAwsConfig(
        partition,
        port,
        accounts,
        roles,
        users,
        readDelay,
        effectDelay,
        longestPoll,
        Optional.of(instant));
  }

  /** Chooses the port. */
  public LocalAwsConfig withPort(int chosen) {
    return new LocalAwsConfig(
        partition, chosen, accounts, roles, users, readDelay, effectDelay, longestPoll, stoppedAt);
  }

  void populate(Accounts target) {
    accounts.forEach(target::addAccount);
    roles.forEach(role -> role.make(target));
    users.forEach(u -> target.putUser(u.account(), u.name(), RoleSpec.identity(u.policy())));
    // trust policies may name roles that come later in the file
    roles.forEach(role -> role.put(target));
  }
}
