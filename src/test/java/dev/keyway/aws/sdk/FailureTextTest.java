package dev.keyway.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The queue is gone. (Service: Sqs, Status Code: 400, Request ID: 7a-1, Extended Request ID: null) | The queue is gone.
          Rate exceeded (Request ID: 5b8a1c52-0000-4000-8000-000000000000)                                   | Rate exceeded
          Rate exceeded; RequestId: 5b8a1c52-0000                                                            | Rate exceeded;
          Connection refused (SDK Attempt Count: 1)                                                          | Connection refused
          Connection refused (SDK Diagnostics: numAttempts = 1)                                              | Connection refused
          Signature expired: 20260101T000000Z is now earlier than 20260101T000500Z                           | Signature expired: … is now earlier than …
          User: arn:aws:sts::1:assumed-role/Keyway/s-1767 is not authorized                                  | User: arn:aws:sts::1:assumed-role/Keyway/… is not authorized
          The key AKIAIOSFODNN7EXAMPLE is unknown                                                            | The key AKIA… is unknown
          in the chain AwsCredentialsProviderChain@1a2b3c4d failed                                           | in the chain AwsCredentialsProviderChain failed
          Unable to load credentials from any of the providers in the chain C(ps=[A(), B(f=F(s=[]))]) : [A(): no]    | Unable to load credentials: [A(): no]
          id 42-ab failed                                                                                    | id failed
          Key 'arn:aws:kms:eu-central-1:1:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist           | Key 'arn:aws:kms:eu-central-1:1:key/1234abcd-12ab-34cd-56ef-1234567890ab' does not exist
          """)
  void keepsWhatStaysTheSame(String text, String cleaned) {
    assertThat(FailureText.clean(text, "42-ab")).isEqualTo(cleaned);
  }

  @Test
  void neverShowsTheRequestThatASignatureWasComputedFrom() {
    String text =
        """
        The request signature we calculated does not match the signature you provided.

        The Canonical String for this request should have been
        'POST
        /
        x-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE'
        """;

    assertThat(FailureText.clean(text, null))
        .isEqualTo(
            "The request signature we calculated does not match the signature you provided.");
  }

  @Test
  void isNeverEmptyAndNeverLong() {
    assertThat(FailureText.clean(null, null)).isEqualTo("no message");
    assertThat(FailureText.clean("  ", null)).isEqualTo("no message");
    assertThat(FailureText.clean("x".repeat(5000), null)).hasSize(1000).endsWith("…");
  }
}
