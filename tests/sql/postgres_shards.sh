# Read by tests/sql/postgres, after its server main: a table that lies on two
# more servers, screened by sql/postgres/shards inside each of them.

known=2016-11-16
start shard1
start shard2
sql main "CREATE EXTENSION postgres_fdw"
sql main "CREATE TABLE incidents (part integer, id text, date date, latitude float8,
  longitude float8, suspect text, crime text) PARTITION BY LIST (part)"
for n in 1 2; do
  sql shard$n "CREATE EXTENSION ratione"
  sql shard$n "CREATE TABLE incidents (part integer, id text, date date, latitude float8,
    longitude float8, suspect text, crime text)"
  sql main <<SQL
CREATE SERVER shard$n FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$work/socket',
  port '$(port_of shard$n)', dbname 'postgres', extensions 'ratione', batch_size '1000',
  async_capable 'true');
CREATE USER MAPPING FOR postgres SERVER shard$n OPTIONS (user 'postgres');
CREATE FOREIGN TABLE incidents_$n PARTITION OF incidents FOR VALUES IN ($n)
  SERVER shard$n OPTIONS (table_name 'incidents');
SQL
done

# Real events, and three thousand more with suspects and crimes.
sql main <<SQL
CREATE TEMP TABLE events (id text, date date, latitude float8, longitude float8, country text, deaths text);
\\copy events FROM 'examples/events/events.csv' (FORMAT csv, HEADER)
INSERT INTO incidents SELECT 1 + row_number() OVER () % 2, id, date, latitude, longitude FROM events;
INSERT INTO incidents SELECT 1 + i % 2, 'made-' || i, DATE '1995-01-01' + i * 37 % 11000,
  i * 7919 % 13500 / 100.0 - 60, i::bigint * 104729 % 36000 / 100.0 - 180,
  (ARRAY['RUS', 'Gambian', NULL, 'none', 'Atlantis'])[1 + i % 5],
  (ARRAY['war_crimes', 'aggression', NULL])[1 + i % 3] FROM generate_series(1, 3000) AS s (i);
\\copy (SELECT id, date, latitude, longitude, suspect, crime FROM incidents) TO '$work/rows/incidents.csv' (FORMAT csv, HEADER)
SQL
rows=$(sql main "SELECT count(*) FROM incidents")
[ "$rows" -gt 9000 ]
for n in 1 2; do [ "$(sql shard$n "SELECT count(*) FROM incidents")" -gt 4000 ]; done
"$RATIONE" --home "$PWD" screen "$work/rows/incidents.csv" --out "$work/rows/screened.csv" \
  --known $known >/dev/null

shards() {
  PGHOST=$work/socket PGPORT=$(port_of main) PGUSER=postgres PGDATABASE=postgres \
    sql/postgres/shards "$@"
}

# The server that is asked has no law of its own here: what it answers, others
# have worked out.
export PGOPTIONS="-c ratione.home=/nowhere"
sql main "SELECT ratione_conclusion('2016-01-01', 'CAF')" 2>&1 | grep -q 'has no folder law/'
for by in conclusion basis; do
  shards incidents --known $known --by $by --csv > "$work/rows/got.csv"
  "$RATIONE" --home "$PWD" sql --format csv "SELECT $by, count(*) AS rows
    FROM read_csv('$work/rows/screened.csv', all_varchar = true, nullstr = '')
    GROUP BY 1 ORDER BY 1 NULLS LAST" > "$work/rows/expected.csv"
  cmp "$work/rows/got.csv" "$work/rows/expected.csv" || {
    echo "shards --by $by says"; cat "$work/rows/got.csv"
    echo "screen says"; cat "$work/rows/expected.csv"; exit 1; }
  tests=$((tests + 1))
done
[ "$(wc -l < "$work/rows/got.csv")" -gt 3 ]

plan=$(sql main "EXPLAIN (VERBOSE, COSTS OFF) $(shards incidents --known $known --show | tr -d ';')")
[ "$(printf '%s\n' "$plan" | grep -c 'Relations: Aggregate on (public.incidents_')" = 2 ] &&
  [ "$(printf '%s\n' "$plan" | grep -c 'Remote SQL: SELECT public.ratione_conclusion(.*count(\*).* GROUP BY 1')" = 2 ] ||
  { echo "the servers do not count by themselves:"; echo "$plan"; exit 1; }
unset PGOPTIONS

# What would fetch every row is refused, as is what names no day or no table.
sql main "ALTER SERVER shard2 OPTIONS (DROP extensions)"
for each in "3 incidents --known $known" "2 incidents" "2 incidents --known soon" \
  "2 incidents --known $known --by crime" "2" "3 place --known $known" "4 atlantis --known $known"; do
  status=0
  # shellcheck disable=SC2086
  shards ${each#?} > "$work/rows/got.csv" 2> "$work/said" || status=$?
  [ $status = "${each%"${each#?}"}" ] && [ -s "$work/said" ] && [ ! -s "$work/rows/got.csv" ] ||
    { echo "shards ${each#?}: exit $status"; cat "$work/said" "$work/rows/got.csv"; exit 1; }
  tests=$((tests + 1))
done
echo "$rows rows on two servers, counted there as screen counts them"
