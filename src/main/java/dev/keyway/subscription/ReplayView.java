package dev.keyway.subscription;

import dev.keyway.api.v1alpha1.Verdict;

/**
 * What a replay depends on besides the subscription itself.
 *
 * @param untried whether the replay that status remembers was written down by this very process,
 *     and its call has certainly had no effect yet
 * @param archive whether SNS may read what the topic keeps, under the topic's key; only looked at
 *     before a replay
 */
record ReplayView(boolean untried, Verdict archive) {}
