# Everything between a fresh clone and a site that can start, each step skipped when nothing changed.
# Sourced by lib.sh.
# shellcheck shell=bash
shopt -s extglob

# The stamps live in the folders they speak about, so that removing the folder removes the stamp.
venv_wanted() { # venv_wanted server|test
    if [[ $1 == test ]]; then
        fingerprint requirements.txt requirements-dev.txt
    else
        fingerprint requirements.txt
    fi
}

venv_fresh() {
    [[ -x .venv/bin/python ]] || return 1
    [[ $(cat ".venv/stamp-$1" 2>/dev/null) == "$(venv_wanted "$1")" ]]
}

venv() { # venv server|test
    venv_fresh "$1" && return 0
    if ! .venv/bin/python -c '' 2>/dev/null; then
        find_python || die "Python 3.11 with venv is not installed."
        say "Making .venv with $("$PYTHON" --version)"
        "$PYTHON" -m venv --clear .venv
    fi
    local files=(-r requirements.txt)
    [[ $1 == server ]] || files+=(-r requirements-dev.txt)
    say "Installing the Python parts"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes "${files[@]}"
    venv_wanted server >.venv/stamp-server
    [[ $1 == server ]] || venv_wanted test >.venv/stamp-test
}

node_kind() { if [[ ${KIND:-server} == test ]]; then echo test; else echo server; fi; }

node_needed() {
    local wanted
    wanted=$(fingerprint package.json package-lock.json)
    [[ -f node_modules/.stamp-test && $(<node_modules/.stamp-test) == "$wanted" ]] && return 1
    [[ $(node_kind) == test ]] && return 0
    [[ ! -f node_modules/.stamp-server || $(<node_modules/.stamp-server) != "$wanted" ]]
}

node_parts() {
    node_needed || return 0
    local omit=(--omit=dev)
    [[ $(node_kind) == server ]] || omit=()
    say "Installing the front-end parts"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error "${omit[@]}"
    fingerprint package.json package-lock.json >"node_modules/.stamp-$(node_kind)"
}

translations() {
    local po mo
    for po in locale/*/LC_MESSAGES/*.po */locale/*/LC_MESSAGES/*.po; do
        [[ -f $po ]] || continue
        mo=${po%.po}.mo
        [[ $po -nt $mo ]] || continue
        say "Compiling $po"
        msgfmt --check-format -o "$mo" "$po"
        touch -r "$po" "$mo"
    done
}

static_files() {
    local now
    now=$(fingerprint text="$(fingerprint_tree static ./*/static)" requirements.txt package-lock.json ntswatch/settings.py)
    [[ -f staticfiles/staticfiles.json ]] && stamped static "$now" && return 0
    say "Collecting static files"
    NTSWATCH_DEMO=1 "$PY" manage.py collectstatic --noinput --verbosity 0
    stamp static "$now"
}

# What the database was last brought to is written on the database itself, so that a new database starts from nothing.
marks() { sql "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"; }

done_in_database() { [[ $(marks) == *"$1"* ]]; }

schema() {
    local now
    now=schema=$(fingerprint text="$(fingerprint_tree ./*/migrations)" requirements.txt)
    done_in_database "$now" && return 0
    say "Bringing the database schema up to date"
    "$PY" manage.py migrate --noinput --verbosity 0
    sql "COMMENT ON DATABASE $DB_NAME IS '$now'"
}

# loaded NAME COMMAND PATH...: run an idempotent data command once for each state of the files and folders it reads.
loaded() {
    local name=$1 command=$2 now others
    shift 2
    compgen -G "./*/management/commands/$command.py" >/dev/null || return 0
    now=$name=$(fingerprint text="$(fingerprint_tree "$@")" text="${DEMO_PASSWORD:-}")
    done_in_database "$now" && return 0
    say "Running manage.py $command"
    "$PY" manage.py "$command"
    others=$(marks)
    sql "COMMENT ON DATABASE $DB_NAME IS '${others/"$name="+([0-9a-f])/} $now'"
}

prepare() { # prepare server|test|bench
    KIND=$1
    local parts=server
    [[ $KIND != test ]] || parts="test"
    # One at a time in one checkout; the lock ends with this block, whatever happens in it.
    exec 9>var/prepare.lock
    flock 9
    system_packages "$parts"
    venv "$parts"
    node_parts
    translations
    static_files
    database
    exec 9>&-
}
