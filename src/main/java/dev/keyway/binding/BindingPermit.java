package dev.keyway.binding;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.aws.Aws;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Permit;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.reconcile.Settings;
import dev.keyway.reconcile.Wanted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets passes work in a binding's account: only where the credentials are of that account, and only
 * on specs that stay within the guardrails. Of these only {@code requireRetain} holds a deletion.
 */
public record BindingPermit(Aws aws, Wanted wanted, Settings settings) implements Permit {

  @Override
  public Optional<Outcome.Refused> refusal(
      Resource<? extends KeywaySpec, ? extends @Nullable Object> resource) {
    var actual = aws.identity().accountId();
    if (!actual.equals(settings.tenancy().accountId())) {
      return Optional.of(new Outcome.Refused(Reason.AccountMismatch, mismatch(actual)));
    }
    var guarding = new Guarding(settings, arn -> wanted.isReferredTo(resource.name(), arn));
    var violations =
        resource.deleting()
            ? guarding.violationsOfDeletion(resource.spec())
            : guarding.violations(resource.spec());
    return violations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused(Reason.GuardrailViolated, violated(String.join("; ", violations))));
  }

  private String mismatch(String actual) {
    return "AccountBinding %s is for account %s, and Keyway's credentials there are of account %s. Nothing is read or written until its accountId and roleArn agree."
        .formatted(settings.tenancy().binding(), settings.tenancy().accountId(), actual);
  }

  private String violated(String what) {
    return "AccountBinding %s does not allow this: %s. What stands in AWS stays as it is. Change the spec, or ask who administers the binding."
        .formatted(settings.tenancy().binding(), what);
  }
}
