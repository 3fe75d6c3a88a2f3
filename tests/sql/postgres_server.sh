# Read by tests/sql/postgres: servers of PostgreSQL in a folder of their own.
#
#   work=$(mktemp -d)
#   begin_servers          # a private installation, with our extension in it
#   start main             # a server; its socket is in $work/socket
#   sql main "SELECT 1"
#
# Nothing is written outside of $work: PostgreSQL looks for its libraries and
# extensions beside its program, so the program is copied and the rest linked.
# Its processes belong to a user who may not be root, and end with the test.
# All servers listen on Unix sockets alone; a port is but a part of their name.

pg_config=${PG_CONFIG:-pg_config}
servers=

as_owner() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- env -i PATH="$PATH" LC_ALL=C.UTF-8 RATIONE_CACHE="$work/cache" \
      RATIONE_TODAY="$RATIONE_TODAY" "$@"
  else
    "$@"
  fi
}

end_servers() {
  for each in $servers; do
    as_owner "$bin/pg_ctl" -D "$work/$each" -m immediate -w stop >/dev/null 2>&1 || true
  done
  rm -rf "$work"
}

begin_servers() {
  bin=$work$($pg_config --bindir)
  share=$($pg_config --sharedir)
  lib=$($pg_config --pkglibdir)
  mkdir -p "$bin" "$work$share" "$work$lib" "$work/socket" "$work/cache" "$work/made"
  for each in postgres initdb pg_ctl; do cp "$($pg_config --bindir)/$each" "$bin/"; done
  cp -rs "$share/." "$work$share/"
  cp -rs "$lib/." "$work$lib/"
  for each in make install; do
    make -s -C "$work/made" -f "$PWD/sql/postgres/Makefile" with_llvm=no PG_CONFIG="$pg_config" \
      BUILD="$(dirname "$RATIONE")" $([ $each = make ] || echo install DESTDIR="$work") \
      > "$work/made.log" 2>&1 || { cat "$work/made.log"; return 1; }
  done
  # The owner of the servers may not be able to read our folder.
  mkdir "$work/home"
  cp -r law record atlas "$work/home/"
  if [ -d build/deps/world-atlas ]; then cp -r build/deps/world-atlas/. "$work/home/world-atlas"; fi
  chmod -R a+rX "$work"
  if [ "$(id -u)" = 0 ]; then chown -R postgres "$work"; fi
  trap end_servers EXIT
  trap 'exit 1' INT TERM HUP
}

port_of() {
  case $1 in main) echo 5432 ;; *) echo $((5432 + ${1#shard})) ;; esac
}

start() {
  as_owner "$bin/initdb" -D "$work/$1" -U postgres --auth=trust -E UTF8 --no-sync >/dev/null
  servers="$servers $1"
  as_owner "$bin/pg_ctl" -D "$work/$1" -w -l "$work/$1.log" -o "-k $work/socket -c listen_addresses= \
    -c port=$(port_of "$1") -c fsync=off -c ratione.home=$work/home" start >/dev/null ||
    { cat "$work/$1.log"; return 1; }
}

# One command, or standard input, as bare values.
sql() {
  server=$1
  shift
  [ $# = 0 ] || set -- -c "$1"
  PGHOST=$work/socket PGPORT=$(port_of "$server") PGUSER=postgres PGDATABASE=${database:-postgres} \
    PGCLIENTENCODING=UTF8 \
    psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}
