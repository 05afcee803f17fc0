# The private PostgreSQL cluster of this checkout. Sourced by lib.sh.
#
# It listens on no network address at all, only on a socket in a folder that nobody but its owner (and root) can
# enter, so two checkouts on one machine can never meet. As root, PostgreSQL refuses to run: then it runs as the
# user `postgres`, with its folder in /var/lib/ntswatch, because a checkout under /root is closed to that user.
# shellcheck shell=bash

DB_NAME=ntswatch # the demonstration's; production has its own

cluster_home() {
    if ((EUID != 0)); then
        PGHOME=$ROOT/var/pg
        # A socket's path may be 107 bytes long.
        ((${#PGHOME} <= 80)) || PGHOME=${XDG_STATE_HOME:-$HOME/.local/state}/ntswatch/$(cluster_id)
    else
        PGHOME=/var/lib/ntswatch/$(cluster_id)
        # A copy of the whole folder, var/ included, must not share its original's database.
        if [[ -f $PGHOME/checkout ]]; then
            local other
            other=$(<"$PGHOME/checkout")
            if [[ $other != "$ROOT" && $(cat "$other/var/cluster" 2>/dev/null) == "$(<var/cluster)" ]]; then
                rm var/cluster
                PGHOME=/var/lib/ntswatch/$(cluster_id)
            fi
        fi
    fi
    PGDATA_DIR=$PGHOME/data
    PGRUN=$PGHOME/run
    CLUSTER_URL=postgis://ntswatch@${PGRUN//\//%2F}/$DB_NAME
}

cluster_id() { secret cluster 6; }

as_postgres() {
    if ((EUID == 0)); then
        (cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/ "$@")
    else
        "$@"
    fi
}

as_superuser() { # SQL from standard input, as the cluster's superuser
    as_postgres "$PGBIN/psql" -X -q -v ON_ERROR_STOP=1 -h "$PGRUN" -U postgres "$@" >/dev/null
}

cluster_answers() { "$PGBIN/pg_isready" -q -h "$PGRUN" -U postgres -t 3; }

cluster_create() {
    say "Making the private PostgreSQL cluster in $PGHOME"
    if ((EUID == 0)); then
        mkdir -p /var/lib/ntswatch
        install -d -o postgres -g postgres -m 0700 "$PGHOME"
        printf '%s\n' "$ROOT" >"$PGHOME/checkout"
    else
        mkdir -p -m 0700 "$PGHOME"
    fi
    # A cluster is made beside its place and moved there when whole: an interrupted start leaves no half of one.
    as_postgres rm -rf "$PGHOME/making" "$PGRUN"
    as_postgres mkdir -m 0700 "$PGHOME/making" "$PGRUN"
    as_postgres "$PGBIN/initdb" -D "$PGHOME/making" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
        --data-checksums >/dev/null
    as_postgres tee "$PGHOME/making/pg_hba.conf" >/dev/null <<<"local all all trust"
    as_postgres tee -a "$PGHOME/making/postgresql.conf" >/dev/null <<'CONF'
listen_addresses = ''
unix_socket_permissions = 0700
timezone = 'UTC'
log_timezone = 'UTC'
jit = off
random_page_cost = 1.1
CONF
    as_postgres mv "$PGHOME/making" "$PGDATA_DIR"
}

# Every process of a cluster stands in its data folder; a pid file may name one that is gone, or another's.
cluster_lives() { [[ -n $(find /proc/[0-9]*/cwd -maxdepth 0 -lname "$PGDATA_DIR" -print -quit 2>/dev/null) ]]; }

# After a crash: let what still runs come up or go away, then clear the marks it left. Never while it runs.
cluster_settle() {
    local tries=0
    while cluster_lives; do
        ! cluster_answers || return 0
        ((++tries < 600)) || die "PostgreSQL runs in $PGDATA_DIR but does not answer."
        sleep 0.1
    done
    rm -f "$PGDATA_DIR/postmaster.pid" "$PGRUN"/.s.PGSQL.*
}

cluster_start() {
    find_postgres || die "PostgreSQL with PostGIS is not installed; script/server installs it."
    cluster_home
    [[ -d $PGDATA_DIR ]] || cluster_create
    ! cluster_answers || return 0
    cluster_settle
    ! cluster_answers || return 0
    say "Starting PostgreSQL"
    # Detached from this script's files, locks included: it outlives the script.
    if ! as_postgres "$PGBIN/pg_ctl" start -s -w -t 120 -D "$PGDATA_DIR" -l "$PGHOME/log" \
        -o "-k '$PGRUN'" </dev/null >/dev/null 2>&1 9>&-; then
        tail -n 20 "$PGHOME/log" >&2
        die "PostgreSQL did not start; the end of $PGHOME/log is above."
    fi
    CLUSTER_STARTED=1
}

# The site's own role is no superuser; test databases get the extensions from template1.
cluster_roles() {
    [[ ! -f $PGHOME/ready-$DB_NAME ]] || return 0
    as_superuser -d template1 -v name="$DB_NAME" <<'SQL'
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
SELECT 'CREATE ROLE ntswatch LOGIN CREATEDB' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ntswatch') \gexec
SELECT format('CREATE DATABASE %I OWNER ntswatch', :'name')
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
SQL
    as_postgres touch "$PGHOME/ready-$DB_NAME"
}

cluster_stop() {
    find_postgres || return 0
    cluster_home
    ! cluster_lives || as_postgres "$PGBIN/pg_ctl" stop -s -m fast -w -t 60 -D "$PGDATA_DIR"
}

# One value in the site's database: `sql "SELECT 1"`.
sql() {
    if [[ $DATABASE_URL == "${CLUSTER_URL:-}" ]]; then
        "$PGBIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 -h "$PGRUN" -U ntswatch -d "$DB_NAME" -c "$1"
    fi
}

database() { # leaves DATABASE_URL naming a database that answers
    [[ -z ${DATABASE_URL:-} ]] || { CLUSTER_URL=; return 0; }
    cluster_start
    cluster_roles
    export DATABASE_URL=$CLUSTER_URL
}
