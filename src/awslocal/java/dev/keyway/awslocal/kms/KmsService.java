package dev.keyway.awslocal.kms;

import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.call.Operation;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.Authorizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AWS KMS: its operations, what it does for SQS and SNS, and a look at its state. */
public final class KmsService {

  /** A key as it stands, without delays. */
  public record KeyView(
      String arn,
      String account,
      KeyState state,
      String policy,
      Map<String, String> tags,
      boolean rotationEnabled,
      int rotationPeriodDays,
      List<String> aliases) {}

  private final KeyStore store;
  private final DataKeys dataKeys;
  private final Accounts accounts;
  private final Map<String, Operation> operations = new HashMap<>();

  public KmsService(Timing timing, Accounts accounts, Authorizer authorizer, Ids ids) {
    this.accounts = accounts;
    store = new KeyStore(timing, accounts, ids);
    KmsGuard guard = new KmsGuard(authorizer, timing, store);
    dataKeys = new DataKeys(store, guard, timing);
    KeyPolicies policies = new KeyPolicies(guard, timing, accounts);
    operations.putAll(new KeyOperations(store, guard, timing, policies).operations());
    operations.putAll(policies.operations());
    operations.putAll(new KeyStates(guard, timing).operations());
    operations.putAll(new Aliases(store, guard, timing).operations());
  }

  public Map<String, Operation> operations() {
    return Map.copyOf(operations);
  }

  public DataKeys dataKeys() {
    return dataKeys;
  }

  /** The key with that ARN. */
  public Optional<KeyView> view(String arn) {
    return store.byKeyArn(arn).map(this::view);
  }

  /** The customer's keys in an account and Region, oldest first. */
  public List<KeyView> viewAll(String account, String region) {
    return store.keysOf(account, region).stream()
        .filter(key -> !key.identity.awsManaged())
        .map(this::view)
        .toList();
  }

  private KeyView view(Key key) {
    Key.Rotation rotation = key.rotation.latest();
    return new KeyView(
        key.arn(),
        key.identity.account(),
        key.state.latest(),
        key.policy.latest().textAsRead(accounts),
        key.tags.latest(),
        rotation.enabled(),
        rotation.periodDays(),
        store.aliases().stream()
            .filter(alias -> alias.keyArn().equals(key.arn()))
            .map(Alias::name)
            .toList());
  }
}
