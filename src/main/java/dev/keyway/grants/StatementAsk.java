package dev.keyway.grants;

/**
 * A statement that a spec asks for in IAM's own words.
 *
 * @param name of its entry in the spec
 * @param json the statement as written, without Sid and, as a rule, without Resource
 */
public record StatementAsk(String name, String json) {}
