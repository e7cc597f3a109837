package dev.keyway.drift;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.policy.Equivalence;
import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.Request;
import dev.keyway.policy.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges how a policy that somebody changed matters. */
public final class PolicyDrift {
  private static final int MAX_DIFFERENCES = 8;
  private static final Comparator<Impact> BY_URGENCY =
      Comparator.comparingInt(
          List.of(Impact.BROKEN, Impact.LOOSENED, Impact.TIGHTENED, Impact.CHANGED)::indexOf);

  private PolicyDrift() {}

  /**
   * Return the differences, the most urgent first. Each has the impact of its own statement, unless
   * only all of them together explain that of the whole change.
   *
   * @param path what the policy is called in status
   * @param resourceArn what the policy belongs to
   * @param observed what AWS returned; empty when there is none, or none that can be read
   * @param needed requests that have to be possible
   */
  public static List<Difference> judge(
      String path,
      String resourceArn,
      PolicyDocument desired,
      Optional<PolicyDocument> observed,
      List<Request> needed) {
    if (observed.isEmpty()) {
      return List.of(new Difference(path, desired.toJson(), "none", Impact.BROKEN));
    }
    var whole = Witness.judge(resourceArn, desired, observed.get(), needed);
    var found =
        Equivalence.differences(desired, observed.get()).stream()
            .map(
                d -> {
                  var judged =
                      alone(d.sid(), desired, observed.get())
                          .map(changed -> Witness.judge(resourceArn, desired, changed, needed))
                          .orElse(whole);
                  return new Difference(
                      place(path, d),
                      shown(d.desired(), d.sid(), desired),
                      shown(d.observed(), d.sid(), observed.get()),
                      judged.impact(),
                      judged.text());
                })
            .toList();
    boolean explained = found.stream().anyMatch(d -> d.impact() == whole.impact());
    return found.stream()
        .map(d -> explained ? d : with(d, whole))
        .sorted(Comparator.comparing(Difference::impact, BY_URGENCY))
        .limit(MAX_DIFFERENCES)
        .toList();
  }

  /** Return what would stand in AWS if nothing but the statement of that Sid had changed. */
  private static Optional<PolicyDocument> alone(
      @Nullable String sid, PolicyDocument desired, PolicyDocument observed) {
    if (sid == null) {
      return Optional.empty();
    }
    var statements =
        Stream.concat(
                desired.statements().stream().filter(s -> !sid.equals(s.sid())),
                observed.statements().stream().filter(s -> sid.equals(s.sid())))
            .toList();
    return Optional.of(new PolicyDocument(desired.version(), desired.id(), statements));
  }

  private static Difference with(Difference d, Witness witness) {
    return new Difference(d.path(), d.desired(), d.observed(), witness.impact(), witness.text());
  }

  // Differences hold canonical text, in lower case; a whole statement is shown as it is written.
  private static String shown(String text, @Nullable String sid, PolicyDocument document) {
    if (text.isEmpty()) {
      return "nothing";
    }
    return !text.startsWith("{")
        ? text
        : document.statements().stream()
            .filter(statement -> Objects.equals(sid, statement.sid()))
            .findFirst()
            .map(Statement::toJson)
            .orElse(text);
  }

  private static String place(String path, dev.keyway.policy.Difference d) {
    var sid = Objects.requireNonNullElse(d.sid(), "no Sid");
    var part =
        switch (d.part()) {
          case STATEMENT_MISSING, STATEMENT_ADDED -> "";
          case VERSION -> ".Version";
          case EFFECT -> ".Effect";
          case PRINCIPAL, DANGLING_PRINCIPAL -> ".Principal";
          case ACTION -> ".Action";
          case RESOURCE -> ".Resource";
          case CONDITION -> ".Condition";
        };
    return path + "[" + sid + "]" + part;
  }
}
