package dev.keyway.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.StreamSupport;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.ZeroArgFunction;
import org.luaj.vm2.lib.jse.JseOsLib;

/**
 * Runs a script as Argo CD does: with the object in {@code obj}, the base and table libraries, and
 * of the os library the time alone, which has to be required.
 */
final class Lua {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Lua() {}

  /** Return what the script returns. */
  static JsonNode run(String script, JsonNode object) {
    var globals = new Globals();
    globals.load(new BaseLib());
    globals.load(new PackageLib());
    globals.load(new TableLib());
    LoadState.install(globals);
    LuaC.install(globals);
    globals.get("package").get("preload").set("os", safeOs());
    globals.set("obj", toLua(object));
    return toJson(globals.load(script, "script").call());
  }

  private static LuaValue safeOs() {
    return new ZeroArgFunction() {
      @Override
      public LuaValue call() {
        var whole = new Globals();
        whole.load(new BaseLib());
        whole.load(new PackageLib());
        whole.load(new JseOsLib());
        var safe = new LuaTable();
        safe.set("date", whole.get("os").get("date"));
        safe.set("time", whole.get("os").get("time"));
        return safe;
      }
    };
  }

  private static LuaValue toLua(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var table = new LuaTable();
        node.properties().forEach(field -> table.set(field.getKey(), toLua(field.getValue())));
        yield table;
      }
      case ARRAY ->
          LuaValue.listOf(
              StreamSupport.stream(node.spliterator(), false)
                  .map(Lua::toLua)
                  .toArray(LuaValue[]::new));
      case STRING -> LuaValue.valueOf(node.textValue());
      case NUMBER -> LuaValue.valueOf(node.doubleValue());
      case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
      default -> LuaValue.NIL;
    };
  }

  /** An empty table becomes an array, as with Argo CD. */
  private static JsonNode toJson(LuaValue value) {
    return switch (value.type()) {
      case LuaValue.TTABLE -> toJson(value.checktable());
      case LuaValue.TSTRING -> JSON.textNode(value.tojstring());
      case LuaValue.TBOOLEAN -> JSON.booleanNode(value.toboolean());
      case LuaValue.TINT, LuaValue.TNUMBER -> JSON.numberNode(value.todouble());
      default -> throw new IllegalArgumentException("not JSON: " + value);
    };
  }

  private static JsonNode toJson(LuaTable table) {
    var keys = table.keys();
    if (keys.length == 0 || keys[0].isnumber()) {
      var array = JSON.arrayNode();
      for (var key : keys) {
        array.add(toJson(table.get(key)));
      }
      return array;
    }
    var object = JSON.objectNode();
    for (var key : keys) {
      object.set(key.tojstring(), toJson(table.get(key)));
    }
    return object;
  }
}
