package dev.keyway.cli;

import dev.keyway.dryrun.Environment;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where the operator is taken to work: options that several commands have. */
final class EnvironmentOptions {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "AWS account that the operator works in; 111122223333 if not given.")
  private String account = "111122223333";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The operator's default region; eu-central-1 if not given.")
  private String region = "eu-central-1";

  @Option(
      names = "--cluster-id",
      paramLabel = "ID",
      description = "The operator's cluster id, for the tags; my-cluster if not given.")
  private String clusterId = "my-cluster";

  @Option(
      names = "--name-prefix",
      paramLabel = "PREFIX",
      description = "The operator's prefix of names in AWS; none if not given.")
  private String namePrefix = "";

  Environment checked(@Nullable CommandSpec spec) {
    Usage.require(
        ACCOUNT.matcher(account).matches(), spec, "--account must be an account id of 12 digits");
    Usage.require(
        REGION.matcher(region).matches(),
        spec,
        "--region must be the code of an AWS region, such as eu-central-1");
    return new Environment(account, region, clusterId, namePrefix);
  }
}
