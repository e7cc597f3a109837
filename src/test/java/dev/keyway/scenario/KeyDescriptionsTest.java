package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.KeyDescription;
import dev.keyway.reconcile.Observations;
import dev.keyway.reconcile.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often DescribeKey is called for a key that is known by its ARN and by its alias. */
class KeyDescriptionsTest {
  private static final String ALIAS = "alias/shop_orders";
  private static final Duration CHECK = Duration.ofMinutes(10);

  private final World world = new World();
  private final Observations observations =
      new Observations(world.aws(), new LocalTime(world.local.clock(), ZoneOffset.UTC));
  private String arn = "";

  @BeforeEach
  void aKeyWithAnAlias() {
    var kms = world.people.kms();
    arn = kms.createKey().keyMetadata().arn();
    kms.createAlias(r -> r.aliasName(ALIAS).targetKeyId(arn));
    byAlias();
    world.local.calls().clear();
    world.advance(CHECK);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoAsksByArnServesWhoAsksByAliasAfterwards() {
    assertThat(byArn().found()).isPresent();
    assertThat(byAlias().found()).isPresent();

    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void whoAsksByAliasServesWhoAsksByArnAfterwards() {
    byAlias();
    byArn();

    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void anAliasThatLeadsElsewhereByNowDoesNotHideTheKey() {
    var kms = world.people.kms();
    var other = kms.createKey().keyMetadata().arn();
    kms.updateAlias(r -> r.aliasName(ALIAS).targetKeyId(other));

    assertThat(byArn().found().orElseThrow().arn()).isEqualTo(arn);
    assertThat(byAlias().found().orElseThrow().arn()).isEqualTo(other);
  }

  @Test
  void anAliasThatIsGoneDoesNotHideTheKeyEither() {
    world.people.kms().deleteAlias(r -> r.aliasName(ALIAS));

    assertThat(byArn().found()).isPresent();
    assertThat(byAlias()).isInstanceOf(Reading.Absent.class);
  }

  private Reading<KeyDescription> byArn() {
    return observations.key(World.REGION, arn, now());
  }

  private Reading<KeyDescription> byAlias() {
    return observations.key(World.REGION, ALIAS, now());
  }

  private Instant now() {
    return world.local.clock().instant();
  }

  private int calls() {
    return world.local.calls().count("DescribeKey");
  }
}
