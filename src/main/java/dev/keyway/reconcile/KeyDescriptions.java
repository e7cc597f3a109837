package dev.keyway.reconcile;

import dev.keyway.aws.Aws;
import dev.keyway.aws.KeyDescription;
import dev.keyway.reconcile.Observations.Aspect;
import dev.keyway.reconcile.ReadCache.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * DescribeKey by ARN or {@code alias/…}. What an alias led to is known by its ARN, too; and a key
 * that was found by its alias is asked for by it again, whoever asks, so that one answer serves
 * those who know the ARN and those who have to see where the alias leads.
 */
final class KeyDescriptions {
  private final Aws aws;
  private final ReadCache cache;
  private final Map<String, String> aliases = new ConcurrentHashMap<>();

  KeyDescriptions(Aws aws, ReadCache cache) {
    this.aws = aws;
    this.cache = cache;
  }

  /** Return an answer that was asked for no earlier than that instant. */
  Reading<KeyDescription> read(String region, String keyArnOrAlias, Instant notBefore) {
    return keyArnOrAlias.startsWith("arn:")
        ? byArn(region, keyArnOrAlias, notBefore)
        : byAlias(region, keyArnOrAlias, notBefore);
  }

  private Reading<KeyDescription> byArn(String region, String arn, Instant notBefore) {
    var alias = aliases.get(arn);
    if (alias == null) {
      return describe(region, arn, notBefore);
    }
    var reading = byAlias(region, alias, notBefore);
    return reading instanceof Reading.Unreadable<KeyDescription> || leadsTo(arn, reading)
        ? reading
        : describe(region, arn, notBefore);
  }

  private Reading<KeyDescription> byAlias(String region, String alias, Instant notBefore) {
    var reading = describe(region, alias, notBefore);
    if (reading instanceof Reading.Found<KeyDescription>(KeyDescription key, Instant at)) {
      cache.share(new Subject(Aspect.KEY, key.arn()), reading, at);
      aliases.put(key.arn(), alias);
    }
    return reading;
  }

  private static boolean leadsTo(String arn, Reading<KeyDescription> reading) {
    return reading.found().filter(key -> key.arn().equals(arn)).isPresent();
  }

  private Reading<KeyDescription> describe(String region, String keyArnOrAlias, Instant notBefore) {
    return cache.read(
        new Subject(Aspect.KEY, subject(region, keyArnOrAlias)),
        notBefore,
        () -> aws.keys(region).describe(keyArnOrAlias));
  }

  /** An alias is a name within a region; an ARN is one by itself. */
  static String subject(String region, String keyArnOrAlias) {
    return keyArnOrAlias.startsWith("arn:") ? keyArnOrAlias : region + " " + keyArnOrAlias;
  }

  void forget(String arn) {
    aliases.remove(arn);
  }
}
