-- Have the object compared with AWS now, instead of at its next check.
local os = require("os")
if obj.metadata.annotations == nil then
  obj.metadata.annotations = {}
end
obj.metadata.annotations["keyway.dev/check-now"] = os.date("!%Y-%m-%dT%XZ")
return obj
