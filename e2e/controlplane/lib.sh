# shellcheck shell=bash
# Where the binaries of the control plane are kept, for `build`, `run` and `selftest`.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
  printf '%s\n' "controlplane: $*" >&2
  exit 1
}

required_version() { # <module folder> <module path>
  local word1 word2 word3 rest
  while read -r word1 word2 word3 rest; do
    [[ $word1 == require ]] && word1=$word2 word2=$word3
    if [[ $word1 == "$2" && $word2 == v* ]]; then
      printf '%s\n' "${word2#v}"
      return
    fi
  done <"$here/$1/go.mod"
  fail "e2e/controlplane/$1/go.mod names no version of $2"
}

go_line() { # <module folder>
  local word1 word2
  while read -r word1 word2; do
    [[ $word1 == go ]] && printf '%s\n' "$word2" && return
  done <"$here/$1/go.mod"
}

go_too_old() { # <reason>
  local needed
  needed=$(printf '%s\n' "$(go_line etcd)" "$(go_line kubernetes)" | sort -V | tail -n 1)
  fail "$1. Install Go $needed or newer (https://go.dev/doc/install) and put its go command on the PATH."
}

kubernetes_version=$(required_version kubernetes k8s.io/kubernetes)
etcd_version=$(required_version etcd go.etcd.io/etcd/server/v3)

locate() {
  command -v go >/dev/null || go_too_old "the go command is missing"
  local platform
  { read -r platform && read -r arch; } < <(cd / && go env GOOS GOARCH) ||
    go_too_old "the go command does not work"
  cache=${XDG_CACHE_HOME:-$HOME/.cache}/keyway/controlplane
  set_dir=$cache/$kubernetes_version-etcd-$etcd_version
  bin_dir=$set_dir/k8s/$kubernetes_version-$platform-$arch
  # The helper changes with this repository, not with a version: its source is its key.
  local sum
  read -r sum _ < <(cat "$here/pki/go.mod" "$here/pki/main.go" | cksum)
  # shellcheck disable=SC2034 # used by the scripts that source this file
  pki=$bin_dir/keyway-pki-$sum
}
