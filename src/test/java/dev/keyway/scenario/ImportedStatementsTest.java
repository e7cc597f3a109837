package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.awslocal.call.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no grant says and who moves messages back, imported and taken over. */
class ImportedStatementsTest {
  private static final HandMade MADE = HandMade.STATEMENTS;

  private final World world = new World();
  private final ImportCall call = new ImportCall(world);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(HandMade.class)
  void theFirstPlanIsTheSameWithStatementsAsWithout(HandMade made) {
    made.make(world);
    call.run("--queue-arn", made.queueArn(), "--with-statements");
    int before = world.local.calls().all().size();
    world.cluster.apply(call.stdout());
    world.settle();

    assertThat(written(before)).isEmpty();
    assertThat(planned()).as(call.stdout()).isEqualTo(made.planned.isEmpty() ? 0 : 1);
  }

  @Test
  void nothingIsLostUntilKeywayHasThePoliciesToItself() {
    MADE.make(world);
    MoreStatements.hold(world);
    assertThat(MoreStatements.failedAndMovedBack(world, "before")).containsExactly("before");
    int exit =
        call.run(
            "--queue-arn", MADE.queueArn(), "--with-grants", "--with-statements", "-n", "shop");
    assertThat(exit).as(call::stderr).isZero();
    assertThat(call.stdout()).contains("redrive: true").doesNotContain("producers");
    world.cluster.apply(call.stdout());
    world.settle();
    taken("");
    assertThat(policies()).allMatch(p -> p.contains("KeywayAdditional"), "has Keyway's statements");
    assertThat(queuePolicy()).contains("noPurge", "look", "back");

    taken("  policyOwnership: Exclusive\n");
    assertThat(queuePolicy()).contains("noPurge").doesNotContain("look", "back", "readers");
    assertThat(policies().getLast()).doesNotContain("readers", "movers");
    MoreStatements.withoutTheirDeny(world);
    assertThat(queuePolicy()).doesNotContain("noPurge");
    world.elapse(Duration.ofHours(1));
    MoreStatements.hold(world);
    assertThat(MoreStatements.failedAndMovedBack(world, "at last")).containsExactly("at last");
  }

  @Test
  void withoutTheFlagTheNoteSaysWhatTheFlagWouldDo() {
    MADE.make(world);
    call.run("--queue-arn", MADE.queueArn());

    assertThat(call.stderr().lines().filter(line -> line.contains("stays as it is")))
        .hasSize(4)
        .allMatch(line -> line.endsWith("; --with-statements writes it into the spec"));
    assertThat(call.stdout()).doesNotContain("additionalStatements:");
  }

  private void taken(String more) {
    world.cluster.apply(
        call.stdout()
            .replace("  management: Report\n", "")
            .replaceAll("(?m)^  region:", more + "  region:"));
    world.settleUnderLoad(
        Duration.ofSeconds(2), body -> world.people.publish(MADE.topicArn(), body));
    world.elapse(Duration.ofHours(1));
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(world::describe).isTrue();
    }
    MoreStatements.hold(world);
    assertThat(world.people.receive(MADE.queueArn(), World.OTHER_ACCOUNT, "ledger-task"))
        .hasSize(60);
    assertThat(MoreStatements.failedAndMovedBack(world, "failed")).containsExactly("failed");
  }

  private List<String> policies() {
    var key = world.local.state().keys(World.ACCOUNT, World.REGION).getFirst();
    return List.of(queuePolicy(), key.policy());
  }

  private String queuePolicy() {
    return world.local.state().queue(MADE.queueArn()).orElseThrow().policy().orElse("");
  }

  private long planned() {
    return world.cluster.names().stream()
        .map(world::status)
        .map(KeywayStatus::plan)
        .filter(plan -> !plan.isEmpty())
        .count();
  }

  private List<String> written(int since) {
    var all = world.local.calls().all();
    return all.subList(since, all.size()).stream()
        .filter(c -> c.isMutating() && c.caller().contains("/" + World.OPERATOR + "/"))
        .map(Call::operation)
        .toList();
  }
}
