package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.drift.Difference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether an AWS object that somebody else made may be taken over; pure. */
public final class Adopting {
  private static final String ADOPTED = "adopted";

  private Adopting() {}

  /** Judge whose an AWS object is; one that was adopted is taken up again only by adopting it. */
  public static Ownership judge(
      Settings settings, Resource<? extends KeywaySpec, ?> resource, Map<String, String> tags) {
    var ownership = Identity.of(settings, resource).judge(tags);
    boolean unsaid =
        ownership instanceof Ownership.Ours
            && resource.spec().adopt() == null
            && ADOPTED.equals(tags.get(Identity.ORIGIN));
    return unsaid ? new Ownership.SomebodyElses() : ownership;
  }

  /** Return whether an AWS object is this one's. */
  public static boolean isOurs(
      Settings settings,
      Resource<? extends KeywaySpec, ?> resource,
      Optional<Map<String, String>> tags) {
    return tags.map(t -> judge(settings, resource, t))
        .filter(Ownership.Ours.class::isInstance)
        .isPresent();
  }

  /** Return whether it is nobody's, and the spec says to take it over. */
  public static boolean isToTake(
      Settings settings,
      Resource<? extends KeywaySpec, ?> resource,
      Optional<Map<String, String>> tags) {
    return resource.spec().adopt() != null
        && tags.map(t -> judge(settings, resource, t))
            .filter(Ownership.Untagged.class::isInstance)
            .isPresent();
  }

  /** Return the tags that the AWS object is to have. */
  public static Map<String, String> tags(
      Settings settings, Resource<? extends KeywaySpec, ?> resource, Map<String, String> userTags) {
    var tags = Identity.tags(settings, resource, userTags);
    if (resource.spec().adopt() != null) {
      tags.put(Identity.ORIGIN, ADOPTED);
    }
    return tags;
  }

  /**
   * Return the tags that are to be compared with those in AWS. While taking over is only told,
   * Keyway's own are not: they change nothing for anybody.
   */
  public static Map<String, String> compared(
      Settings settings,
      Resource<? extends KeywaySpec, ?> resource,
      Map<String, String> userTags,
      Optional<Map<String, String>> observed) {
    return isTold(resource) && isToTake(settings, resource, observed)
        ? settings.tenancy().tagsWith(userTags)
        : tags(settings, resource, userTags);
  }

  /** Return whether taking over is only told, together with everything that would follow. */
  public static boolean isTold(Resource<? extends KeywaySpec, ?> resource) {
    return Management.of(resource.spec()) == Management.REPORT;
  }

  /**
   * A queue or topic as AWS has it.
   *
   * @param what "queue" or "topic"
   * @param policy its text
   */
  public record Found(
      String what, String arn, boolean exists, String policy, Optional<Map<String, String>> tags) {}

  /**
   * Return what has to happen before a queue or topic is kept like one that Keyway made; empty
   * where nothing has to, or nothing is adopted.
   *
   * @param lost what is to be told where it is gone
   */
  public static <A> Optional<Plan<A>> takeOver(
      Settings settings,
      Resource<? extends KeywaySpec, ?> resource,
      Adoption adoption,
      Found found,
      List<Difference> lost,
      Map<String, String> userTags,
      Function<Map<String, String>, A> tag) {
    if (!adoption.isAdopted()) {
      return Optional.empty();
    }
    if (!found.exists()) {
      return Optional.of(Plan.of(List.of(), absent(found.arn()), lost));
    }
    if (PolicyText.read(found.policy()).isEmpty()) {
      return Optional.of(Plan.end(unreadable(found.arn())));
    }
    if (isToTake(settings, resource, found.tags()) && !isTold(resource)) {
      var message = "Took over " + found.what() + " " + found.arn() + ".";
      var tags = tags(settings, resource, userTags);
      return Optional.of(Plan.step(tag.apply(tags), Reason.Adopted, message));
    }
    return adoption.unrecorded().map(record -> Plan.writeAhead(record, List.of()));
  }

  /**
   * Return why the ARN cannot be this operator's.
   *
   * @param arn what an AWS object of that name in the operator's account and region would have
   */
  public static Optional<Outcome> mismatch(KeywaySpec spec, String arn) {
    var adopt = spec.adopt();
    return adopt == null || adopt.arn().equals(arn)
        ? Optional.empty()
        : Optional.of(
            new Outcome.Invalid(
                Reason.AdoptionMismatch,
                "spec.adopt names "
                    + adopt.arn()
                    + "; in the account and region of this object it would be "
                    + arn
                    + ". Only what is in the account of its namespace can be adopted; set spec.region"
                    + " if it is in another region."));
  }

  /** Return how a pass ends whose AWS object is not there; it is never made anew. */
  public static Outcome absent(String arn) {
    return new Outcome.Blocked(
        Reason.AdoptedNotFound,
        arn
            + " does not exist. An adopted object is never created: correct spec.adopt, or make it.",
        Set.of(arn));
  }

  /** Return how a pass ends that cannot read the policy which it would share. */
  public static Outcome unreadable(String arn) {
    return new Outcome.Blocked(
        Reason.PolicyUnreadable,
        "The policy of "
            + arn
            + " says something that Keyway does not know, so it cannot be kept whole; nothing is"
            + " written. Change it in AWS.",
        Set.of(arn));
  }
}
