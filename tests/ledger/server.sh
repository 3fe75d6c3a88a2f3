# Read by the tests beside it: one server of PostgreSQL in a folder of its own.
#
#   work=$(mktemp -d)
#   begin_server           # ends with the test; $ledger is its address
#   stop_hard; begin_again # as after a crash of the machine's processes
#
# It listens on a Unix socket alone, and belongs to a user who may not be root.
pg_config=${PG_CONFIG:-pg_config}

have_server() {
  command -v "$pg_config" >/dev/null && command -v psql >/dev/null &&
    [ -x "$($pg_config --bindir)/initdb" ] &&
    { [ "$(id -u)" != 0 ] || id postgres >/dev/null 2>&1; }
}

as_owner() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- env -i PATH="$PATH" LC_ALL=C.UTF-8 "$@"
  else
    "$@"
  fi
}

end_server() {
  as_owner "$bin/pg_ctl" -D "$work/server" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$work"
}

begin_again() {
  as_owner "$bin/pg_ctl" -D "$work/server" -w -l "$work/server.log" -o "-k $work/socket \
    -c listen_addresses=" start >/dev/null || { cat "$work/server.log"; return 1; }
}

begin_server() {
  bin=$($pg_config --bindir)
  mkdir -p "$work/socket" "$work/server"
  chmod a+rx "$work"
  touch "$work/server.log"
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$work/socket" "$work/server" "$work/server.log"
  fi
  trap end_server EXIT
  trap 'exit 1' INT TERM HUP
  as_owner "$bin/initdb" -D "$work/server" -U postgres --auth=trust -E UTF8 --no-sync >/dev/null
  begin_again
  ledger="postgres://postgres@/postgres?host=$work/socket"
}
