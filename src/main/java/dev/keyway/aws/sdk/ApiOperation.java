package dev.keyway.aws.sdk;

/**
 * What AWS counts calls by, within one account.
 *
 * @param region the region
 * @param service {@code sqs}, {@code sns}, {@code kms} or {@code sts}
 * @param operation the API operation
 */
record ApiOperation(String region, String service, String operation) {
  @Override
  public String toString() {
    return service + ":" + operation + " in " + region;
  }
}
