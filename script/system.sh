# System packages: what the site needs from Debian 12, asked for by what it does, not by package name,
# so that a Node or Python that came another way is as good. Sourced by lib.sh.
# shellcheck shell=bash

MISSING=()

need() { # need PACKAGES COMMAND...: note the packages when the command fails
    local packages=$1
    shift
    # shellcheck disable=SC2206
    "$@" >/dev/null 2>&1 || MISSING+=($packages)
}

has_library() { [[ $LIBRARIES == *"$1"* ]]; }

find_python() {
    local name
    for name in python3.11 python3 python3.12 python3.13; do
        "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        PYTHON=$name
        return 0
    done
    return 1
}

# The newest PostgreSQL from 15 on that also has PostGIS.
find_postgres() {
    local folder version
    for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do
        version=${folder%/bin}
        version=${version##*/}
        [[ -x $folder/initdb && -f /usr/share/postgresql/$version/extension/postgis.control ]] || continue
        ((version >= 15)) || continue
        PGBIN=$folder
        return 0
    done
    return 1
}

has_node() {
    [[ $(node --version 2>/dev/null) =~ ^v([0-9]+) ]] && ((BASH_REMATCH[1] >= 18)) && command -v npm
}

has_browser() { command -v chromium || [[ -x /usr/bin/chromium ]]; }

look_for_missing() { # look_for_missing server|test
    MISSING=()
    LIBRARIES=$(/sbin/ldconfig -p 2>/dev/null || true)
    if node_needed; then
        need "nodejs npm" has_node
        need ca-certificates test -s /etc/ssl/certs/ca-certificates.crt
    fi
    [[ -x .venv/bin/python ]] || need "python3 python3-venv" find_python
    need gettext command -v msgfmt
    need gdal-bin has_library libgdal.so
    need libgeos-c1v5 has_library libgeos_c.so
    need libproj25 has_library libproj.so
    need libpango-1.0-0 has_library libpango-1.0.so.0
    need libpangoft2-1.0-0 has_library libpangoft2-1.0.so.0
    need libharfbuzz-subset0 has_library libharfbuzz-subset.so.0
    [[ -n ${DATABASE_URL:-} ]] || need "postgresql-15 postgresql-15-postgis-3" find_postgres
    if [[ $1 == test ]]; then
        need chromium has_browser
        need libatomic1 has_library libatomic.so.1 # of the Node inside Playwright
        need poppler-utils command -v pdftotext
    fi
}

system_packages() { # system_packages server|test
    look_for_missing "$1"
    ((${#MISSING[@]})) || return 0
    local as_root=() list="${MISSING[*]}"
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
            die "Missing system packages: $list. Install them with: sudo apt-get update && sudo apt-get install -y --no-install-recommends $list"
        fi
        as_root=(sudo -n)
    fi
    command -v apt-get >/dev/null || die "Missing: $list (Debian 12 package names), and there is no apt-get here to install them."
    say "Installing system packages: $list"
    # The server package would make and start a cluster of its own; ours is private to this folder.
    if [[ $list == *postgresql-15* && ! -d /usr/lib/postgresql ]]; then
        "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' |
            "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/ntswatch.conf >/dev/null
    fi
    if ! { "${as_root[@]}" apt-get update -q &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${MISSING[@]}"; } \
        >var/apt.log 2>&1 </dev/null; then
        tail -n 20 var/apt.log >&2
        die "apt-get could not install them; all it said is in var/apt.log."
    fi
    look_for_missing "$1"
    ((!${#MISSING[@]})) || die "Still missing after the installation: ${MISSING[*]}"
}
