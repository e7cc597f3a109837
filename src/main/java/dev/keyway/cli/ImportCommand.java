package dev.keyway.cli;

import dev.keyway.imports.Manifests;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code keyway import}. */
@Command(
    name = "import",
    description = {
      "Write the YAML that adopts what exists in AWS: queues, topics and subscriptions, with their"
          + " keys and dead-letter queues.",
      "",
      "AWS is only read, with the default chain of credentials. Every object has management: Report,"
          + " so that nothing is written when it is applied either. What is insecure is said on"
          + " standard error and in comments."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:written, nothing insecure was found",
      " 1:written, and something of it is insecure",
      " 2:the command line is wrong, or what it names is not there",
      " 3:AWS refuses an answer, or cannot be reached"
    })
final class ImportCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final AwsLogin login;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--queue-url", paramLabel = "URL", description = "A queue, by its URL.")
  private List<String> queueUrls = new ArrayList<>();

  @Option(names = "--queue-arn", paramLabel = "ARN", description = "A queue.")
  private List<String> queueArns = new ArrayList<>();

  @Option(
      names = "--topic-arn",
      paramLabel = "ARN",
      description = "A topic, with all queues of the account that it delivers to.")
  private List<String> topicArns = new ArrayList<>();

  @Option(
      names = "--subscription-arn",
      paramLabel = "ARN",
      description = "A subscription of a queue, with its topic and queue.")
  private List<String> subscriptionArns = new ArrayList<>();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      defaultValue = "",
      description = "Namespace of the objects. Absent: none is written.")
  private String namespace = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "Name of the one object that is asked for, and so of its key. Absent: as in AWS.")
  private String name = "";

  @Option(
      names = "--with-grants",
      description = "Write whom the policies let in as fields, not as comments.")
  private boolean withGrants;

  @Option(
      names = "--with-statements",
      description =
          "Write statements of others that no grant says as additionalStatements, where they can"
              + " be.")
  private boolean withStatements;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      defaultValue = "${env:AWS_REGION:-}",
      description =
          "Region of a --queue-url that does not say it. Absent: AWS_REGION of the environment.")
  private String region = "";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Replaces the endpoints of AWS, as keyway.aws.endpoint-url of the operator does.")
  private @Nullable URI endpoint;

  ImportCommand(Terminal terminal, AwsLogin login) {
    this.terminal = terminal;
    this.login = login;
  }

  @Override
  public Integer call() throws BadInput {
    var roots = roots();
    Usage.require(
        !roots.isEmpty(),
        spec,
        "name at least one --queue-url, --queue-arn, --topic-arn or --subscription-arn");
    Usage.require(
        name.isEmpty() || roots.size() == 1,
        spec,
        "--name is for one queue, topic or subscription");
    Usage.require(
        endpoint == null || String.valueOf(endpoint.getScheme()).matches("https?"),
        spec,
        "--endpoint has to begin with http:// or https://");
    try (var session = login.open(roots.region(), endpoint)) {
      var style = new Manifests.Style(namespace, withGrants);
      return new ImportRun(terminal, session.aws()).run(roots, name, withStatements, style);
    }
  }

  private ImportRoots roots() throws BadInput {
    var roots = new ImportRoots(region);
    for (var url : queueUrls) {
      roots.addQueueUrl(url);
    }
    for (var arn : queueArns) {
      roots.add("sqs", ImportRoots.NAME, arn);
    }
    for (var arn : topicArns) {
      roots.add("sns", ImportRoots.NAME, arn);
    }
    for (var arn : subscriptionArns) {
      roots.add("sns", ImportRoots.NAME + ":[0-9a-f-]+", arn);
    }
    return roots;
  }
}
