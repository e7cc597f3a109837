-- Which actions Argo CD offers on an object of Keyway's.
local deleted = obj.metadata.deletionTimestamp ~= nil
local paused = obj.spec ~= nil and obj.spec.management == "Paused"

local actions = {}
actions["check-now"] = {
  disabled = deleted or paused,
  displayName = "Check now",
  iconClass = "fa fa-fw fa-sync",
}
actions["pause"] = {
  disabled = deleted or paused,
  displayName = "Pause",
  iconClass = "fa fa-fw fa-pause-circle",
}
actions["resume"] = {
  disabled = deleted or not paused,
  displayName = "Resume",
  iconClass = "fa fa-fw fa-play-circle",
}
return actions
