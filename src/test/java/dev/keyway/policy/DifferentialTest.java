package dev.keyway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/**
 * The engine against the local AWS's authorizer, which was written apart from it: two readings of
 * AWS's documentation. What is certain to the engine has to be so there (see {@link
 * DifferentialCase#disagrees}).
 *
 * <p>Not generated, since the local AWS refuses it: operators that AWS does not document, unsigned
 * calls, principals that do not exist or are of another partition. {@code -Dkeyway.seed} and {@code
 * -Dkeyway.cases} try other cases.
 */
class DifferentialTest {
  private static final long SEED = Long.getLong("keyway.seed", 1);
  private static final int CASES = Integer.getInteger("keyway.cases", 100_000);

  @Test
  void engineAndLocalAwsAgree() throws PolicySyntaxException {
    DifferentialTally tally = new DifferentialTally();
    for (int i = 0; i < CASES; i++) {
      ObjectNode asked = new CaseGenerator(Dice.of(SEED, i)).generate();
      DifferentialCase answered = DifferentialCase.judge(asked);
      if (answered.disagrees()) {
        ObjectNode shrunk = Shrinker.shrink(asked, DifferentialCase::isDisagreement);
        fail("seed %s, case %s: %s%n%s", SEED, i, shrunk, DifferentialCase.judge(shrunk).answers());
      }
      tally.count(asked, answered);
    }
    assertThat(tally.wrongShares(CASES)).as("seed %s: %s", SEED, tally).isEmpty();
  }
}
