package dev.keyway.aws.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.aws.AwsFailure.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class ErrorCodesTest {
  private static final CallSite SITE =
      new CallSite(new ApiOperation("eu-central-1", "sqs", "CreateQueue"), "orders", true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | RequestThrottled                              | THROTTLED
          400 | RequestThrottledException                     | THROTTLED
          400 | ThrottlingException                           | THROTTLED
          400 | Throttling                                    | THROTTLED
          429 | Throttled                                     | THROTTLED
          400 | ThrottledException                            | THROTTLED
          400 | KMSThrottling                                 | THROTTLED
          400 | KMSThrottlingException                        | THROTTLED
          400 | KMS.ThrottlingException                       | THROTTLED
          400 | KmsThrottled                                  | THROTTLED
          400 | TooManyRequestsException                      | THROTTLED
          400 | RequestLimitExceeded                          | THROTTLED
          503 | SlowDown                                      | THROTTLED
          400 | PriorRequestNotComplete                       | THROTTLED
          400 | BandwidthLimitExceeded                        | THROTTLED
          400 | ConcurrentAccess                              | THROTTLED
          400 | ConcurrentAccessException                     | THROTTLED
          429 | SomethingNew                                  | THROTTLED
          403 | AccessDenied                                  | ACCESS_DENIED
          400 | AccessDeniedException                         | ACCESS_DENIED
          403 | AuthorizationError                            | ACCESS_DENIED
          403 | AuthorizationErrorException                   | ACCESS_DENIED
          403 | UnauthorizedOperation                         | ACCESS_DENIED
          400 | KMS.AccessDeniedException                     | ACCESS_DENIED
          400 | KMSAccessDenied                               | ACCESS_DENIED
          400 | KmsAccessDenied                               | ACCESS_DENIED
          403 | KMSOptInRequired                              | ACCESS_DENIED
          403 | KmsOptInRequired                              | ACCESS_DENIED
          403 | OptInRequired                                 | ACCESS_DENIED
          403 | SubscriptionRequiredException                 | ACCESS_DENIED
          400 | UnrecognizedClientException                   | CREDENTIALS
          403 | InvalidClientTokenId                          | CREDENTIALS
          403 | ExpiredToken                                  | CREDENTIALS
          400 | ExpiredTokenException                         | CREDENTIALS
          403 | AuthFailure                                   | CREDENTIALS
          403 | IncompleteSignature                           | CREDENTIALS
          400 | IncompleteSignatureException                  | CREDENTIALS
          403 | InvalidAccessKeyId                            | CREDENTIALS
          400 | InvalidSignatureException                     | CREDENTIALS
          400 | InvalidToken                                  | CREDENTIALS
          403 | MissingAuthenticationToken                    | CREDENTIALS
          400 | MissingAuthenticationTokenException           | CREDENTIALS
          403 | RegionDisabledException                       | CREDENTIALS
          403 | RequestExpired                                | CREDENTIALS
          403 | RequestTimeTooSkewed                          | CREDENTIALS
          403 | SignatureDoesNotMatch                         | CREDENTIALS
          400 | QueueDoesNotExist                             | NOT_FOUND
          400 | AWS.SimpleQueueService.NonExistentQueue       | NOT_FOUND
          404 | NotFound                                      | NOT_FOUND
          400 | NotFoundException                             | NOT_FOUND
          404 | ResourceNotFound                              | NOT_FOUND
          404 | ResourceNotFoundException                     | NOT_FOUND
          400 | QueueNameExists                               | ALREADY_EXISTS
          400 | QueueAlreadyExists                            | ALREADY_EXISTS
          400 | AlreadyExistsException                        | ALREADY_EXISTS
          400 | AWS.SimpleQueueService.QueueNameExists        | ALREADY_EXISTS
          400 | QueueDeletedRecently                          | RECENTLY_DELETED
          400 | AWS.SimpleQueueService.QueueDeletedRecently   | RECENTLY_DELETED
          400 | MalformedPolicyDocumentException              | POLICY_REFUSED
          400 | KMSInvalidStateException                      | INVALID_STATE
          400 | DisabledException                             | INVALID_STATE
          400 | InvalidState                                  | INVALID_STATE
          400 | InvalidStateException                         | INVALID_STATE
          400 | KMS.DisabledException                         | INVALID_STATE
          400 | KMS.InvalidStateException                     | INVALID_STATE
          400 | KMS.NotFoundException                         | INVALID_STATE
          400 | KMSDisabled                                   | INVALID_STATE
          400 | KMSInvalidState                               | INVALID_STATE
          400 | KMSNotFound                                   | INVALID_STATE
          400 | KmsDisabled                                   | INVALID_STATE
          400 | KmsInvalidState                               | INVALID_STATE
          400 | KmsNotFound                                   | INVALID_STATE
          400 | StaleTag                                      | INVALID_STATE
          400 | LimitExceededException                        | LIMIT_EXCEEDED
          400 | LimitExceeded                                 | LIMIT_EXCEEDED
          403 | OverLimit                                     | LIMIT_EXCEEDED
          403 | AWS.SimpleQueueService.OverLimit              | LIMIT_EXCEEDED
          403 | TopicLimitExceeded                            | LIMIT_EXCEEDED
          403 | SubscriptionLimitExceeded                     | LIMIT_EXCEEDED
          403 | FilterPolicyLimitExceeded                     | LIMIT_EXCEEDED
          400 | TagLimitExceeded                              | LIMIT_EXCEEDED
          403 | ReplayLimitExceeded                           | LIMIT_EXCEEDED
          400 | InvalidAliasNameException                     | INVALID
          400 | InvalidArnException                           | INVALID
          400 | TagException                                  | INVALID
          400 | UnsupportedOperationException                 | INVALID
          400 | AWS.SimpleQueueService.UnsupportedOperation   | INVALID
          400 | InvalidAttributeName                          | INVALID
          400 | InvalidAttributeValue                         | INVALID
          400 | ValidationException                           | INVALID
          403 | InvalidSecurity                               | INVALID
          500 | InternalFailure                               | SERVICE_ERROR
          500 | KMSInternalException                          | SERVICE_ERROR
          503 | DependencyTimeoutException                    | SERVICE_ERROR
          500 | KeyUnavailableException                       | SERVICE_ERROR
          503 | ServiceUnavailable                            | SERVICE_ERROR
          """)
  void everyCodeHasItsCause(int status, String code, Cause cause) {
    assertThat(cause(status, code, "some text")).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          InvalidAttributeValue | Invalid value for the parameter Policy.                                        | POLICY_REFUSED
          InvalidParameterValue | Invalid value for the parameter Policy.                                        | POLICY_REFUSED
          InvalidParameter      | Invalid parameter: Policy statement action out of service scope!               | POLICY_REFUSED
          InvalidParameter      | Invalid parameter: Attributes Reason: Policy Error: PrincipalNotFound          | POLICY_REFUSED
          InvalidParameter      | Invalid parameter: Attributes Reason: FilterPolicy: failed to parse            | INVALID
          InvalidParameter      | Invalid parameter: RedrivePolicy: dead letter queue does not exist             | INVALID
          InvalidAttributeValue | Value {} for parameter RedriveAllowPolicy is invalid.                          | INVALID
          InvalidAttributeValue | Invalid value for the parameter VisibilityTimeout.                             | INVALID
          InvalidParameter      | Invalid parameter: Attributes Reason: Topic already exists with different tags | ALREADY_EXISTS
          InvalidParameter      | Attributes Reason: Subscription already exists with different attributes       | ALREADY_EXISTS
          """)
  void invalidParametersAreToldApartByWhatTheyAreAbout(String code, String text, Cause cause) {
    assertThat(cause(400, code, text)).isEqualTo(cause);
  }

  private static Cause cause(int status, String code, String text) {
    var details = AwsErrorDetails.builder().errorCode(code).errorMessage(text).build();
    var exception =
        AwsServiceException.builder().awsErrorDetails(details).statusCode(status).build();
    return SdkFailures.translate(exception, SITE, true).cause();
  }
}
