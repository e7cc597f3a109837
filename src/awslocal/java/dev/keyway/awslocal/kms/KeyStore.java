package dev.keyway.awslocal.kms;

import dev.keyway.awslocal.base.Arn;
import dev.keyway.awslocal.base.Ids;
import dev.keyway.awslocal.base.Timing;
import dev.keyway.awslocal.iam.Accounts;
import dev.keyway.awslocal.iam.PolicyBinder;
import dev.keyway.awslocal.iam.PolicyReader.Grammar;
import dev.keyway.awslocal.iam.StoredPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys and aliases, and how a KeyId finds one. */
final class KeyStore {

  private final Timing timing;
  private final Accounts accounts;
  private final Ids ids;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final Map<String, Alias> aliases = new LinkedHashMap<>();

  KeyStore(Timing timing, Accounts accounts, Ids ids) {
    this.timing = timing;
    this.accounts = accounts;
    this.ids = ids;
  }

  Key.Identity newIdentity(String account, String region, String spec, String usage, boolean aws) {
    String id = ids.uuid();
    String arn = arn(account, region, "key/" + id);
    return new Key.Identity(arn, id, account, region, spec, usage, aws, timing.now());
  }

  String arn(String account, String region, String resource) {
    return new Arn(accounts.partition(), "kms", region, account, resource).toString();
  }

  void add(Key key) {
    keys.put(key.arn(), key);
  }

  /** Finds a key by id, key ARN, alias or alias ARN, as seen from an account and a Region. */
  Optional<Key> find(String keyId, String account, String region) {
    removeDeleted();
    Optional<Arn> arn = Arn.parse(keyId);
    if (arn.isPresent()) {
      return arn.get().region().equals(region) ? byArn(keyId, arn.get()) : Optional.empty();
    }
    return keyId.startsWith("alias/")
        ? byAlias(arn(account, region, keyId))
        : Optional.ofNullable(keys.get(arn(account, region, "key/" + keyId)));
  }

  /** Finds a key by the ARN that a message remembers. */
  Optional<Key> byKeyArn(String arn) {
    removeDeleted();
    return Optional.ofNullable(keys.get(arn));
  }

  private Optional<Key> byArn(String text, Arn arn) {
    return arn.resource().startsWith("alias/")
        ? byAlias(text)
        : Optional.ofNullable(keys.get(text));
  }

  private Optional<Key> byAlias(String aliasArn) {
    Alias alias = aliases.get(aliasArn);
    return alias == null ? awsManaged(aliasArn) : Optional.ofNullable(keys.get(alias.keyArn()));
  }

  /** The keys alias/aws/sqs and alias/aws/sns come into being with their first use. */
  private Optional<Key> awsManaged(String aliasArn) {
    Arn arn = Arn.parse(aliasArn).orElseThrow();
    String service = arn.resource().substring("alias/".length());
    if (!accounts.hasAccount(arn.account())
        || !(service.equals("aws/sqs") || service.equals("aws/sns"))) {
      return Optional.empty();
    }
    Key.Identity identity =
        newIdentity(arn.account(), arn.region(), Key.SYMMETRIC, "ENCRYPT_DECRYPT", true);
    String title = service.substring("aws/".length());
    Key key =
        new Key(
            identity,
            AwsManagedPolicy.of(accounts, identity, title),
            Map.of(),
            "Default key that protects my messages when no other key is defined");
    add(key);
    put(new Alias(arn.resource(), aliasArn, key.arn(), timing.now(), timing.now()));
    return Optional.of(key);
  }

  List<Key> keysOf(String account, String region) {
    removeDeleted();
    return keys.values().stream()
        .filter(k -> k.identity.account().equals(account) && k.identity.region().equals(region))
        .toList();
  }

  Optional<Alias> alias(String aliasArn) {
    removeDeleted();
    return Optional.ofNullable(aliases.get(aliasArn));
  }

  List<Alias> aliases() {
    removeDeleted();
    return List.copyOf(aliases.values());
  }

  void put(Alias alias) {
    aliases.put(alias.arn(), alias);
  }

  void removeAlias(String aliasArn) {
    aliases.remove(aliasArn);
  }

  /** A key whose window is over is gone, and its aliases with it. */
  private void removeDeleted() {
    Instant now = timing.now();
    List<String> gone = new ArrayList<>();
    for (Iterator<Key> all = keys.values().iterator(); all.hasNext(); ) {
      Key key = all.next();
      if (key.deletionDate != null && !now.isBefore(key.deletionDate)) {
        gone.add(key.arn());
        all.remove();
      }
    }
    if (!gone.isEmpty()) {
      aliases.values().removeIf(alias -> gone.contains(alias.keyArn()));
    }
  }

  /** Policies of the keys that AWS makes itself: fixed, bound to the account and the service. */
  private static final class AwsManagedPolicy {

    static StoredPolicy of(Accounts accounts, Key.Identity identity, String service) {
      String text =
          """
          {"Version":"2012-10-17","Id":"auto-%1$s-1","Statement":[\
          {"Sid":"Allow access through the service for all principals in the account",\
          "Effect":"Allow","Principal":{"AWS":"*"},\
          "Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*",\
          "kms:CreateGrant","kms:DescribeKey"],"Resource":"*",\
          "Condition":{"StringEquals":{"kms:CallerAccount":"%2$s",\
          "kms:ViaService":"%1$s.%3$s.amazonaws.com"}}},\
          {"Sid":"Allow direct access to key metadata to the account","Effect":"Allow",\
          "Principal":{"AWS":"%4$s"},\
          "Action":["kms:Describe*","kms:Get*","kms:List*"],"Resource":"*"}]}"""
              .formatted(
                  service,
                  identity.account(),
                  identity.region(),
                  accounts.rootArn(identity.account()));
      return new PolicyBinder(accounts).asGiven(text, Grammar.KEY);
    }
  }
}
