package dev.keyway.binding;

import dev.keyway.aws.AwsFailure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was found about a binding.
 *
 * @param account whose Keyway's credentials are; empty where AWS did not say
 * @param failure why AWS did not say
 * @param serves the namespaces that it serves
 * @param conflicts the namespaces that older bindings serve, by these
 * @param objects how many objects of Keyway's other kinds the namespaces have that it serves
 */
public record BindingObservation(
    Optional<String> account,
    Optional<AwsFailure> failure,
    Set<String> serves,
    Map<String, Set<String>> conflicts,
    int objects) {}
