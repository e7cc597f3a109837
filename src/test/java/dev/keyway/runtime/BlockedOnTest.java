package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockedOnTest {
  private static final ObjectName A = new ObjectName(Kind.ENCRYPTED_QUEUE, "ns", "a");
  private static final ObjectName B = new ObjectName(Kind.ENCRYPTED_QUEUE, "ns", "b");

  private final List<ObjectName> woken = new ArrayList<>();
  private final BlockedOn blocked = new BlockedOn(woken::add);

  @Test
  void aChangeWakesExactlyWhoWaitsForIt() {
    blocked.waits(A, Set.of("one", "two"), blocked.now());
    blocked.waits(B, Set.of("three"), blocked.now());

    blocked.changed("two", null);

    assertThat(woken).containsExactly(A);
  }

  @Test
  void aChangeDuringThePassIsNotMissed() {
    long atStart = blocked.now();
    blocked.changed("one", null);

    blocked.waits(A, Set.of("one"), atStart);

    assertThat(woken).containsExactly(A);
  }

  @Test
  void whatThePassItselfReadDoesNotWakeIt() {
    long atStart = blocked.now();
    blocked.changed("one", A);

    blocked.waits(A, Set.of("one"), atStart);
    blocked.changed("one", A);

    assertThat(woken).isEmpty();
  }

  @Test
  void aChangeBeforeThePassIsKnownToIt() {
    blocked.changed("one", null);

    blocked.waits(A, Set.of("one"), blocked.now());

    assertThat(woken).isEmpty();
  }

  @Test
  void theLastPassDecidesWhatIsWaitedFor() {
    blocked.waits(A, Set.of("one"), blocked.now());
    blocked.waits(A, Set.of("two"), blocked.now());
    blocked.changed("one", null);
    assertThat(woken).isEmpty();

    blocked.waits(A, Set.of(), blocked.now());
    blocked.changed("two", null);
    assertThat(woken).isEmpty();
    assertThat(blocked.size()).isZero();
  }
}
