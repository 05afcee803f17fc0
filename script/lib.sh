# Shared by the commands in script/. Sourced, never run; the sourcing script has set -euo pipefail.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$ROOT"
PY=.venv/bin/python
STAMPS=var/stamps
umask 022
mkdir -p "$STAMPS"
export DJANGO_SETTINGS_MODULE=ntswatch.settings PYTHONUNBUFFERED=1

say() { printf '==> %s\n' "$*"; }

die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Fingerprint of everything named on the command line (files, or text given with `text=…`).
fingerprint() {
    local item
    for item in "$@"; do
        case $item in
            text=*) printf '%s\n' "${item#text=}" ;;
            *) cat -- "$item" ;;
        esac
    done | sha256sum | cut -c1-24
}

# Fingerprint of names, sizes and times under the given folders: cheap, and enough to notice an edit.
fingerprint_tree() {
    find "$@" -type f -not -name '*.pyc' -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort | sha256sum | cut -c1-24
}

stamped() { [[ -f $STAMPS/$1 && $(<"$STAMPS/$1") == "$2" ]]; }

stamp() { printf '%s\n' "$2" >"$STAMPS/$1"; }

random_hex() { head -c "$1" /dev/urandom | od -An -tx1 | tr -d ' \n'; }

# A secret of this checkout, made once: var/<name>, readable by its owner only.
secret() {
    local file=var/$1
    [[ -s $file ]] || (umask 077 && random_hex "$2" >"$file")
    cat "$file"
}

# shellcheck source=script/system.sh
source "$ROOT/script/system.sh"
# shellcheck source=script/cluster.sh
source "$ROOT/script/cluster.sh"
# shellcheck source=script/prepare.sh
source "$ROOT/script/prepare.sh"
