package dev.keyway.awslocal.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request's signature says about it ("Signature Version 4 signing elements", IAM user
 * guide): who signed, for which region and service. The signature itself is not verified.
 */
record CredentialScope(String accessKeyId, String region, String service) {

  private static final Pattern SCOPE =
      Pattern.compile("Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request");

  static Optional<CredentialScope> of(String authorization) {
    Matcher matcher = SCOPE.matcher(authorization);
    return matcher.find()
        ? Optional.of(new CredentialScope(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }
}
