package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.AccountBindingSpec;
import dev.keyway.aws.Aws;
import dev.keyway.aws.sdk.RateLimiter;
import dev.keyway.aws.sdk.RoleLogin;
import dev.keyway.aws.sdk.SdkAws;
import dev.keyway.reconcile.Observations;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The AWS accounts that the process works in: its own, and those of the roles that AccountBindings
 * name. Bindings with the same role share its credentials and its readings, those with the same
 * account its rates. A role is let go when the process ends.
 */
final class Accounts {
  /** How an account is reached, and what is known of it. */
  record Account(Aws aws, Observations observations) {}

  private record Role(String arn, Optional<String> externalId) {}

  private final SdkAws own;
  private final Account ownAccount;
  private final String sessionName;
  private final Supplier<RateLimiter> limiters;
  private final Wakes wakes;
  private final Clock clock;
  private final Map<Role, Account> byRole = new ConcurrentHashMap<>();
  private final Map<String, RateLimiter> byAccount = new ConcurrentHashMap<>();

  /**
   * Work with the operator's own credentials, and with the roles that they may take.
   *
   * @param sessionName of these roles
   * @param limiters makes a limiter for an account
   */
  Accounts(
      SdkAws own,
      Account ownAccount,
      String sessionName,
      Supplier<RateLimiter> limiters,
      Wakes wakes,
      Clock clock) {
    this.own = own;
    this.ownAccount = ownAccount;
    this.sessionName = sessionName;
    this.limiters = limiters;
    this.wakes = wakes;
    this.clock = clock;
  }

  /** Return the operator's own account. */
  Account own() {
    return ownAccount;
  }

  /** Return the account as a binding has it reached. */
  Account of(AccountBindingSpec binding) {
    var roleArn = binding.roleArn();
    return roleArn == null
        ? ownAccount
        : byRole.computeIfAbsent(
            new Role(roleArn, Optional.ofNullable(binding.externalId())),
            role -> reach(role, binding.accountId()));
  }

  private Account reach(Role role, String accountId) {
    var aws =
        own.assuming(
            new RoleLogin(role.arn(), role.externalId(), sessionName),
            byAccount.computeIfAbsent(accountId, _ -> limiters.get()));
    var observations = new Observations(aws, clock);
    observations.onChange(wakes::observed);
    return new Account(aws, observations);
  }
}
