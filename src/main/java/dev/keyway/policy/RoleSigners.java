package dev.keyway.policy;

import java.util.regex.Pattern;

/**
 * Services whose workloads call with the credentials of a role, so that a grant to the service lets
 * nobody in.
 *
 * <p>Sources: ECS Developer Guide, "Task IAM role"; SNS Developer Guide, "Key management", for the
 * services that need a role instead of a service principal; SQS Developer Guide, "Key management".
 */
public final class RoleSigners {
  /** Their service principals; a regular expression of both Java and RE2. */
  public static final String NAMES =
      "^(ecs|ecs-tasks|ec2|lambda|edgelambda|pods[.]eks|eks|"
          + "eks-fargate-pods|autoscaling|batch|glue|sagemaker|states|codebuild|"
          + "codepipeline|config|elasticbeanstalk|elasticmapreduce|elastictranscoder|"
          + "imagebuilder|iot|apprunner|tasks[.]apprunner|apigateway|appsync|pipes|"
          + "scheduler)[.]amazonaws[.]com([.]cn)?$";

  private static final Pattern PATTERN = Pattern.compile(NAMES);

  private RoleSigners() {}

  /** Whether it is the principal of such a service. */
  public static boolean include(String servicePrincipal) {
    return PATTERN.matcher(servicePrincipal).matches();
  }
}
