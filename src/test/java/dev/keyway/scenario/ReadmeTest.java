package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.iam.Credentials;
import dev.keyway.awslocal.iam.PolicyReader;
import dev.keyway.awslocal.kms.KmsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** What the README shows of the scenario is what the operator really writes. */
class ReadmeTest {
  private static final Pattern JSON = Pattern.compile("(?ms)^```json\\n(.*?)^```$");
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws:kms:[a-z0-9-]+:[0-9]+:key/[0-9a-f-]+");
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:shop_payments.fifo";
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:shop_payments.fifo";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final World world = new World();

  @BeforeEach
  void run() throws IOException {
    world.cluster.apply(Files.readString(Path.of("examples", "fifo-cross-account.yaml")));
    world.settle();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void keyPolicyIsTheRealOne() throws IOException {
    assertThat(tree(shown().get(0))).isEqualTo(tree(key().policy()));
  }

  @Test
  void queuePolicyIsTheRealOne() throws IOException {
    var policy = world.local.state().queue(QUEUE).orElseThrow().policy().orElseThrow();

    assertThat(tree(shown().get(1))).isEqualTo(tree(policy));
  }

  @Test
  void theTwoStatementsOfTheOtherAccountAreEnoughAndBothAreNeeded() throws IOException {
    publish();
    var policy = (ObjectNode) tree(KEY_ARN.matcher(shown().get(2)).replaceAll(key().arn()));

    assertThat(obstacleWith(policy)).isEmpty();
    for (int i = 0; i < 2; i++) {
      var less = policy.deepCopy();
      less.withArray("Statement").remove(i);
      assertThat(obstacleWith(less)).as("without statement %s", i).isNotEmpty();
    }
  }

  private Optional<?> obstacleWith(JsonNode identityPolicy) {
    var policy = PolicyReader.read(identityPolicy.toString(), PolicyReader.Grammar.IDENTITY);
    world.local.accounts().putRole(World.OTHER_ACCOUNT, "/", "ledger-task", List.of(policy), null);
    return world.local.state().receiveObstacle(QUEUE, World.OTHER_ACCOUNT, "ledger-task");
  }

  private void publish() {
    var credentials = Credentials.ofRole(World.ACCOUNT, "checkout");
    var checkout =
        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey());
    try (var sns =
        SnsClient.builder()
            .region(Region.of(World.REGION))
            .endpointOverride(world.local.endpoint())
            .credentialsProvider(StaticCredentialsProvider.create(checkout))
            .build()) {
      sns.publish(r -> r.topicArn(TOPIC).message("paid").messageGroupId("1"));
    }
    assertThat(world.local.state().queue(QUEUE).orElseThrow().messages()).hasSize(1);
  }

  private KmsService.KeyView key() {
    return world.local.state().keys(World.ACCOUNT, World.REGION).getFirst();
  }

  private static List<String> shown() throws IOException {
    var readme = Files.readString(Path.of("README.md"));
    return JSON.matcher(readme).results().map(block -> block.group(1)).toList();
  }

  private static JsonNode tree(String json) throws IOException {
    return MAPPER.readTree(json);
  }
}
