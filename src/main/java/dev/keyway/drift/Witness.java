package dev.keyway.drift;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.policy.Decision;
import dev.keyway.policy.Evaluator;
import dev.keyway.policy.Permissiveness;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a change of a policy matters, and a request that shows it; pure.
 *
 * @param text the request, for people; absent where nobody gained anything or lost what is needed
 */
public record Witness(Impact impact, @Nullable String text) {
  /**
   * Judge what AWS has against what is wanted.
   *
   * @param needed requests that have to be possible
   */
  public static Witness judge(
      String resourceArn, PolicyDocument desired, PolicyDocument observed, List<Request> needed) {
    return needed.stream()
        .filter(request -> isBroken(request, desired, observed))
        .findFirst()
        .map(request -> new Witness(Impact.BROKEN, lost(request)))
        .orElseGet(() -> loosened(resourceArn, desired, observed));
  }

  private static Witness loosened(
      String resourceArn, PolicyDocument desired, PolicyDocument observed) {
    var widening = Permissiveness.widening(desired, observed, resourceArn);
    if (!widening.isEmpty()) {
      return new Witness(Impact.LOOSENED, widening.getFirst().description());
    }
    return Permissiveness.narrowing(desired, observed, resourceArn).isEmpty()
        ? new Witness(Impact.CHANGED, null)
        : new Witness(Impact.TIGHTENED, null);
  }

  private static boolean isBroken(
      Request request, PolicyDocument desired, PolicyDocument observed) {
    return Evaluator.evaluate(request, desired) instanceof Decision.Allowed
        && !(Evaluator.evaluate(request, observed) instanceof Decision.Allowed);
  }

  private static String lost(Request request) {
    return request.caller().display()
        + " can no longer call "
        + request.action()
        + " on "
        + request.resourceArn();
  }
}
