package dev.keyway.awslocal.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyway.awslocal.base.AwsError;
import dev.keyway.awslocal.base.Json;
import dev.keyway.awslocal.base.Params;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A batch as SQS and SNS know it: at most ten entries, each of which succeeds or fails alone. */
public final class Batch {

  private static final int MAX_ENTRIES = 10;

  private Batch() {}

  /** Carries out the entries; an {@link AwsError} of one fails that one. */
  public static ObjectNode run(List<Params> entries, Function<Params, ObjectNode> action) {
    check(entries);
    ArrayNode successful = Json.array();
    ArrayNode failed = Json.array();
    for (Params entry : entries) {
      String id = entry.require("Id");
      try {
        successful.add(action.apply(entry).put("Id", id));
      } catch (AwsError e) {
        failed
            .addObject()
            .put("Id", id)
            .put("Code", e.queryCode())
            .put("Message", e.message())
            .put("SenderFault", e.status() < 500);
      }
    }
    return Json.object()
        .<ObjectNode>set("Successful", successful)
        .<ObjectNode>set("Failed", failed);
  }

  private static void check(List<Params> entries) {
    if (entries.isEmpty()) {
      throw AwsError.sender("EmptyBatchRequest", "There should be at least one entry.");
    }
    if (entries.size() > MAX_ENTRIES) {
      throw AwsError.sender(
          "TooManyEntriesInBatchRequest", "Maximum number of entries per request are 10.");
    }
    Set<String> seen = new HashSet<>();
    for (Params entry : entries) {
      String id = entry.require("Id");
      if (!seen.add(id)) {
        throw AwsError.sender("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
      }
    }
  }
}
