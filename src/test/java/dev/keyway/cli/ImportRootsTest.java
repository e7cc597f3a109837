package dev.keyway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportRootsTest {
  @ParameterizedTest
  @CsvSource({
    "https://sqs.eu-central-1.amazonaws.com/111122223333/a.fifo,"
        + " arn:aws:sqs:eu-central-1:111122223333:a.fifo",
    "https://eu-west-1.queue.amazonaws.com/111122223333/a, arn:aws:sqs:eu-west-1:111122223333:a",
    "https://sqs-fips.us-gov-west-1.amazonaws.com/111122223333/a,"
        + " arn:aws-us-gov:sqs:us-gov-west-1:111122223333:a",
    "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/a,"
        + " arn:aws-cn:sqs:cn-north-1:111122223333:a",
    "https://queue.amazonaws.com/111122223333/a, arn:aws:sqs:us-east-1:111122223333:a",
    "http://localhost:4566/111122223333/a, arn:aws:sqs:us-east-1:111122223333:a"
  })
  void theUrlOfAQueueSaysItsArn(String url, String arn) throws BadInput {
    var roots = new ImportRoots("us-east-1");
    roots.addQueueUrl(url);
    assertThat(roots.arns()).containsExactly(arn);
  }
}
