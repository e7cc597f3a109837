package dev.keyway.cli;

import dev.keyway.policy.AmazonResourceName;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code keyway import} is asked for. */
final class ImportRoots {
  /** What an ARN of a queue or topic ends with. */
  static final String NAME = "[A-Za-z0-9_-]+([.]fifo)?";

  private static final String REGION = "[a-z]{2}(-[a-z]+)+-[0-9]";
  private static final Pattern HOST =
      Pattern.compile("(?:[a-z-]+[.])?(?<region>" + REGION + ")[.].*");
  private static final Pattern PATH =
      Pattern.compile("/(?<account>[0-9]{12})/(?<name>[A-Za-z0-9_.-]+)");

  private final String region;
  private final List<String> arns = new ArrayList<>();

  /**
   * Begin with nothing.
   *
   * @param region of queue URLs that do not say it; may be empty
   */
  ImportRoots(String region) {
    this.region = region;
  }

  void add(String service, String resource, String text) throws BadInput {
    var arn = AmazonResourceName.parse(text);
    boolean right =
        arn.filter(a -> a.service().equals(service))
            .filter(a -> a.account().matches("[0-9]{12}"))
            .filter(a -> a.region().matches(REGION))
            .filter(a -> a.resource().matches(resource))
            .isPresent();
    if (!right) {
      throw BadInput.at(text, "is not the ARN that this option takes");
    }
    arns.add(text);
  }

  void addQueueUrl(String text) throws BadInput {
    var url = parse(text);
    var path = PATH.matcher(url.getPath() == null ? "" : url.getPath());
    if (!path.matches()) {
      throw BadInput.at(text, "is not the URL of a queue, https://HOST/ACCOUNT/NAME");
    }
    var host = HOST.matcher(url.getHost() == null ? "" : url.getHost());
    var at = host.matches() ? host.group("region") : region;
    if (at.isEmpty()) {
      throw BadInput.at(text, "does not say its region; give --region");
    }
    var account = path.group("account");
    add(
        "sqs",
        NAME,
        String.join(":", "arn", partition(at), "sqs", at, account, path.group("name")));
  }

  private static URI parse(String text) throws BadInput {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw BadInput.at(text, "is not a URL");
    }
  }

  private static String partition(String region) {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  boolean isEmpty() {
    return arns.isEmpty();
  }

  int size() {
    return arns.size();
  }

  List<String> arns() {
    return List.copyOf(arns);
  }

  /** Where to ask who is calling. */
  String region() {
    return AmazonResourceName.of(arns.getFirst()).region();
  }
}
