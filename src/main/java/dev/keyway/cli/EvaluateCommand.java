package dev.keyway.cli;

import dev.keyway.policy.PolicyDocument;
import dev.keyway.policy.ResourceKind;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keyway policy evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Say whether a request is allowed, denied, not allowed or unknown, and why.",
      "",
      "Identity policies that are not given are taken to deny nothing; where their Allow is"
          + " needed, the answer is unknown. A single - as FILE reads standard input."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:allowed; with --expect: as expected; with --batch: every line has its answer",
      " 1:denied or not allowed; with --expect: not as expected",
      " 2:an input or the command line cannot be read",
      " 3:unknown: it depends on what was not given"
    })
final class EvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--resource-policy",
      paramLabel = "FILE",
      description = "The policy of the queue, topic or key.")
  private @Nullable String resourcePolicy;

  @Option(
      names = "--identity-policy",
      paramLabel = "FILE",
      description = "A policy of the caller; may be repeated.")
  private @Nullable List<String> identityPolicies;

  @Option(names = "--no-identity-policies", description = "The caller has no policies of its own.")
  private boolean noIdentityPolicies;

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "The request: principal, action, resource and context.")
  private @Nullable String request;

  @Option(
      names = "--service",
      paramLabel = "sqs|sns|kms",
      description = "Whose rules hold, where the resource's ARN does not tell.")
  private @Nullable ResourceKind service;

  @Option(
      names = "--expect",
      paramLabel = "ANSWER",
      description =
          "allowed, denied, not-allowed or unknown: the exit code is 0 if that is the answer,"
              + " else 1.")
  private @Nullable Answer expected;

  @Option(
      names = "--batch",
      paramLabel = "FILE",
      description =
          "Answer one case a line, {\"id\", \"resourcePolicy\", \"identityPolicies\", \"request\"}.")
  private @Nullable String batch;

  @Option(names = "--output", paramLabel = "text|json", description = Format.HELP)
  private @Nullable Format format;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws BadInput {
    if (batch != null) {
      boolean alone =
          Stream.of(resourcePolicy, identityPolicies, request, expected, format)
                  .allMatch(option -> option == null)
              && !noIdentityPolicies;
      Usage.require(alone, spec, "--batch goes with --service only");
      return new Batch(terminal, service).run(batch);
    }
    if (resourcePolicy == null || request == null) {
      throw Usage.wrong(spec, "--resource-policy and --request are needed, or --batch");
    }
    return one(resourcePolicy, request);
  }

  private int one(String policyFile, String requestFile) throws BadInput {
    List<String> files = identityPolicies == null ? List.of() : identityPolicies;
    Usage.require(
        files.isEmpty() || !noIdentityPolicies,
        spec,
        "--identity-policy and --no-identity-policies exclude each other");
    Usage.requireOneStandardInput(
        spec, Stream.concat(Stream.of(policyFile, requestFile), files.stream()));
    PolicyDocument policy = Documents.policy(terminal, policyFile);
    List<PolicyDocument> identity =
        files.isEmpty() && !noIdentityPolicies ? null : Documents.policies(terminal, files);
    Question question = Evaluation.question(terminal, requestFile, service);
    return Evaluation.run(terminal, Format.orText(format), question, policy, identity, expected);
  }
}
