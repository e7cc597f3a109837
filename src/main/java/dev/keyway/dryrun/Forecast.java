package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.KeyStatement;
import dev.keyway.grants.Held;
import java.util.List;

/**
 * What the operator would bring about.
 *
 * @param objects what is created, in this order, then what is taken over
 * @param waiting objects that would not become Ready, in order of declaration
 * @param assumed ARNs of topics, keys and dead-letter queues that are not Keyway's and were taken
 *     to be there
 * @param keyStatements what the owners of such keys have to add
 * @param held the grants of all objects
 * @param unwritten objects for which nothing is written, because they say so
 */
public record Forecast(
    List<AwsObject> objects,
    List<Waiting> waiting,
    List<String> assumed,
    List<KeyStatement> keyStatements,
    List<Held> held,
    List<Unwritten> unwritten) {}
