package dev.keyway.aws;

import java.util.Map;

/**
 * What CreateKey is asked for.
 *
 * @param description free text, empty for none
 * @param policy the whole key policy
 * @param tags all tags, those of ownership included
 */
public record NewKey(String description, String policy, Map<String, String> tags) {}
