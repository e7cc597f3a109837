-- Health of every kind of Keyway's, as Argo CD shows it and as its sync waves wait for it.
-- Only what somebody has to act on is Degraded: Argo CD ends a sync with waves at the first one.
local function condition(kind)
  if obj.status ~= nil and obj.status.conditions ~= nil then
    for _, found in ipairs(obj.status.conditions) do
      if found.type == kind then
        return found
      end
    end
  end
  return {}
end

local function health(status, message)
  return { status = status, message = message or "" }
end

local ready = condition("Ready")
local stalled = condition("Stalled")

if obj.metadata.deletionTimestamp ~= nil then
  return health("Progressing", ready.message or "The object is being deleted.")
end
if obj.status == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return health("Progressing", "Keyway has not looked at this generation yet.")
end
if stalled.status == "True" then
  return health("Degraded", stalled.message)
end
if ready.status == "True" then
  return health("Healthy", ready.message)
end
if ready.reason == "Paused" then
  return health("Suspended", ready.message)
end
return health("Progressing", ready.message or "Keyway has not reported on the object yet.")
