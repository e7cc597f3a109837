package dev.keyway.aws.sdk;

import dev.keyway.aws.AwsFailure.Cause;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * AWS's error codes by cause; the only place that knows them. One error has several spellings:
 * shape names, wire codes, and those of the time before a service changed its protocol.
 */
final class ErrorCodes {
  private static final Set<String> THROTTLED =
      Set.of(
          "BandwidthLimitExceeded",
          "ConcurrentAccess",
          "ConcurrentAccessException",
          "KMS.ThrottlingException",
          "KMSThrottling",
          "KMSThrottlingException",
          "KmsThrottled",
          "PriorRequestNotComplete",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "Throttled",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException");

  private static final Set<String> ACCESS_DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "AuthorizationError",
          "AuthorizationErrorException",
          "KMS.AccessDeniedException",
          "KMSAccessDenied",
          "KmsAccessDenied",
          "KMSOptInRequired",
          "KmsOptInRequired",
          "OptInRequired",
          "SubscriptionRequiredException",
          "UnauthorizedOperation");

  private static final Set<String> CREDENTIALS =
      Set.of(
          "AuthFailure",
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "InvalidToken",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "RegionDisabledException",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private static final Set<String> NOT_FOUND =
      Set.of(
          "NonExistentQueue",
          "NotFound",
          "NotFoundException",
          "QueueDoesNotExist",
          "ResourceNotFound",
          "ResourceNotFoundException");

  private static final Set<String> ALREADY_EXISTS =
      Set.of(
          "AlreadyExistsException",
          "QueueAlreadyExists",
          "QueueNameExists",
          "QueueNameExistsException");

  private static final Set<String> RECENTLY_DELETED =
      Set.of("QueueDeletedRecently", "QueueDeletedRecentlyException");

  private static final Set<String> POLICY_REFUSED =
      Set.of("MalformedPolicyDocument", "MalformedPolicyDocumentException");

  private static final Set<String> INVALID_STATE =
      Set.of(
          "DisabledException",
          "InvalidState",
          "InvalidStateException",
          "KMS.DisabledException",
          "KMS.InvalidStateException",
          "KMS.NotFoundException",
          "KMSDisabled",
          "KMSInvalidState",
          "KMSInvalidStateException",
          "KMSNotFound",
          "KmsDisabled",
          "KmsInvalidState",
          "KmsNotFound",
          "StaleTag",
          "StaleTagException");

  private static final Set<String> LIMIT_EXCEEDED =
      Set.of(
          "FilterPolicyLimitExceeded",
          "FilterPolicyLimitExceededException",
          "LimitExceeded",
          "LimitExceededException",
          "OverLimit",
          "ReplayLimitExceeded",
          "SubscriptionLimitExceeded",
          "SubscriptionLimitExceededException",
          "TagLimitExceeded",
          "TagLimitExceededException",
          "TopicLimitExceeded",
          "TopicLimitExceededException");

  /** Codes under which SQS and SNS refuse anything; the text says what. */
  private static final Set<String> INVALID_PARAMETER =
      Set.of(
          "InvalidAttributeValue",
          "InvalidParameter",
          "InvalidParameterException",
          "InvalidParameterValue",
          "InvalidParameterValueException");

  /** The attribute {@code Policy}, not {@code FilterPolicy} or {@code RedrivePolicy}. */
  private static final Pattern ABOUT_POLICY = Pattern.compile("\\bPolicy\\b");

  private static final Pattern ABOUT_EXISTING = Pattern.compile("\\balready exists\\b");

  private static final Map<String, Cause> BY_CODE = byCode();

  /** SQS's codes of the time before its JSON protocol. */
  private static final String LEGACY_PREFIX = "AWS.SimpleQueueService.";

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private ErrorCodes() {}

  /** Return the code as SQS spells it today. */
  static String withoutLegacyPrefix(String code) {
    return code.startsWith(LEGACY_PREFIX) ? code.substring(LEGACY_PREFIX.length()) : code;
  }

  /** Return why a call failed that was answered with that code, text and HTTP status. */
  static Cause cause(String code, @Nullable String text, int status) {
    Cause known = BY_CODE.get(code);
    if (known != null) {
      return known;
    }
    if (INVALID_PARAMETER.contains(code) && text != null) {
      if (ABOUT_EXISTING.matcher(text).find()) {
        return Cause.ALREADY_EXISTS;
      }
      return ABOUT_POLICY.matcher(text).find() ? Cause.POLICY_REFUSED : Cause.INVALID;
    }
    return byStatus(status);
  }

  /** Return what an HTTP status alone says. */
  static Cause byStatus(int status) {
    if (status == TOO_MANY_REQUESTS) {
      return Cause.THROTTLED;
    }
    return status >= FIRST_SERVER_ERROR ? Cause.SERVICE_ERROR : Cause.INVALID;
  }

  private static Map<String, Cause> byCode() {
    var sets = new EnumMap<Cause, Set<String>>(Cause.class);
    sets.put(Cause.THROTTLED, THROTTLED);
    sets.put(Cause.ACCESS_DENIED, ACCESS_DENIED);
    sets.put(Cause.CREDENTIALS, CREDENTIALS);
    sets.put(Cause.NOT_FOUND, NOT_FOUND);
    sets.put(Cause.ALREADY_EXISTS, ALREADY_EXISTS);
    sets.put(Cause.RECENTLY_DELETED, RECENTLY_DELETED);
    sets.put(Cause.POLICY_REFUSED, POLICY_REFUSED);
    sets.put(Cause.INVALID_STATE, INVALID_STATE);
    sets.put(Cause.LIMIT_EXCEEDED, LIMIT_EXCEEDED);
    var causes = new HashMap<String, Cause>();
    sets.forEach((cause, codes) -> codes.forEach(code -> causes.put(code, cause)));
    return Map.copyOf(causes);
  }
}
