package dev.keyway.awslocal.iam;

import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The accounts of this AWS with their roles and users, and who an access key is. */
public final class Accounts {

  private record Session(Caller.RoleSession caller, Instant expiration) {}

  private static final Pattern ACCESS_KEY =
      Pattern.compile("AKIA_(\\d{12})_(?:(root)|(role|user)_(.+))");

  private final String partition;
  private final Ids ids;
  private final Set<String> accounts = ConcurrentHashMap.newKeySet();
  private final Map<String, Role> roles = new ConcurrentHashMap<>();
  private final Map<String, User> users = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  public Accounts(String partition, Ids ids) {
    this.partition = partition;
    this.ids = ids;
  }

  public String partition() {
    return partition;
  }

  /** Adds an account. */
  public void addAccount(String account) {
    if (!account.matches("\\d{12}")) {
      throw new IllegalArgumentException("an account id has 12 digits: " + account);
    }
    accounts.add(account);
  }

  public boolean hasAccount(String account) {
    return accounts.contains(account);
  }

  public String rootArn(String account) {
    return "arn:%s:iam::%s:root".formatted(partition, account);
  }

  /** Makes a role that may do everything on its identity side and is trusted by its account. */
  public Role putRole(String account, String name) {
    return putRole(account, "/", name, List.of(PolicyDocument.allowAll()), null);
  }

  /** Makes a role, or gives an existing one other policies; it then stays the same principal. */
  public Role putRole(
      String account,
      String path,
      String name,
      List<PolicyDocument> identity,
      @Nullable String trust) {
    addAccount(account);
    String key = account + '/' + name;
    Role former = roles.get(key);
    String id = former == null ? ids.uniqueId("AROA") : former.id();
    String trusted = trust == null ? trustIn(account) : trust;
    StoredPolicy trustPolicy = new PolicyBinder(this).asGiven(trusted, PolicyReader.Grammar.TRUST);
    Role role = new Role(partition, account, path, name, id, identity, trustPolicy);
    roles.put(key, role);
    return role;
  }

  private String trustIn(String account) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
        "Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}"""
        .formatted(rootArn(account));
  }

  /** Deletes a role and ends its sessions; a role made anew under its name is another principal. */
  public void deleteRole(String account, String name) {
    roles.remove(account + '/' + name);
  }

  /** Makes a user, or gives an existing one other policies. */
  public User putUser(String account, String name, List<PolicyDocument> identity) {
    addAccount(account);
    String key = account + '/' + name;
    User former = users.get(key);
    String id = former == null ? ids.uniqueId("AIDA") : former.id();
    User user = new User(partition, account, name, id, identity);
    users.put(key, user);
    return user;
  }

  public void deleteUser(String account, String name) {
    users.remove(account + '/' + name);
  }

  /** A role by its ARN. */
  public Optional<Role> role(String arn) {
    return roles.values().stream().filter(role -> role.arn().equals(arn)).findFirst();
  }

  /** A caller as which a role's sessions call, by the role's account and name. */
  public Optional<Caller.Iam> session(String account, String role) {
    return Optional.ofNullable(roles.get(account + '/' + role))
        .map(r -> new Caller.RoleSession(r, "local"));
  }

  /**
   * The identity policies of a caller as they are now: changed since it got its credentials, or
   * none.
   */
  List<PolicyDocument> identityOf(Caller.Iam caller) {
    return switch (caller) {
      case Caller.Root root -> List.of(PolicyDocument.allowAll());
      case Caller.IamUser(User user) ->
          Optional.ofNullable(users.get(user.account() + '/' + user.name()))
              .filter(now -> now.id().equals(user.id()))
              .map(User::identity)
              .orElse(List.of());
      case Caller.RoleSession(Role role, String session) ->
          current(role).map(Role::identity).orElse(List.of());
    };
  }

  private Optional<Role> current(Role role) {
    return Optional.ofNullable(roles.get(role.account() + '/' + role.name()))
        .filter(now -> now.id().equals(role.id()));
  }

  /** The unique id behind the ARN of a role, a user or a role's session, when it exists. */
  public Optional<String> uniqueId(String arn) {
    Optional<Arn> parsed = Arn.parse(arn);
    if (parsed.isEmpty() || !parsed.get().partition().equals(partition)) {
      return Optional.empty();
    }
    String resource = parsed.get().resource();
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    String account = parsed.get().account();
    if (parsed.get().service().equals("sts") && resource.startsWith("assumed-role/")) {
      String[] parts = resource.split("/");
      return Optional.ofNullable(roles.get(account + '/' + parts[1]))
          .map(role -> role.id() + ':' + name);
    }
    Optional<String> role =
        Optional.ofNullable(roles.get(account + '/' + name))
            .filter(r -> r.arn().equals(arn))
            .map(Role::id);
    return role.or(
        () ->
            Optional.ofNullable(users.get(account + '/' + name))
                .filter(u -> u.arn().equals(arn))
                .map(User::id));
  }

  /** The ARN of the role or user with that unique id, when it exists. */
  public Optional<String> arnOf(String uniqueId) {
    Optional<String> role =
        roles.values().stream().filter(r -> r.id().equals(uniqueId)).map(Role::arn).findFirst();
    return role.or(
        () ->
            users.values().stream()
                .filter(u -> u.id().equals(uniqueId))
                .map(User::arn)
                .findFirst());
  }

  /** Issues temporary credentials. */
  public Credentials issue(Caller.RoleSession caller, Instant expiration) {
    String key = "ASIA_" + caller.account() + '_' + ids.uniqueId("S");
    sessions.put(key, new Session(caller, expiration));
    return Credentials.ofSession(key, expiration);
  }

  /** Who the access key is; empty when AWS would not know it. */
  public Optional<Caller.Iam> authenticate(String accessKeyId, Instant now) {
    Session session = sessions.get(accessKeyId);
    if (session != null) {
      boolean valid =
          now.isBefore(session.expiration()) && current(session.caller().role()).isPresent();
      return valid ? Optional.of(session.caller()) : Optional.empty();
    }
    Matcher key = ACCESS_KEY.matcher(accessKeyId);
    if (!key.matches() || !accounts.contains(key.group(1))) {
      return Optional.empty();
    }
    String account = key.group(1);
    if (key.group(2) != null) {
      return Optional.of(new Caller.Root(partition, account));
    }
    return key.group(3).equals("role")
        ? session(account, key.group(4))
        : Optional.ofNullable(users.get(account + '/' + key.group(4))).map(Caller.IamUser::new);
  }
}
