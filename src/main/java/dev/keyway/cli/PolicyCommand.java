package dev.keyway.cli;

import picocli.CommandLine.Command;

/** {@code keyway policy}: the policy engine on files. */
@Command(
    name = "policy",
    description =
        "Ask the policy engine about the IAM resource policies of queues, topics and keys.",
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {}
