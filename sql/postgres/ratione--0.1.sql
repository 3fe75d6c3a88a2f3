-- The functions of docs/sql.md. The version is that of this list, not of the
-- program.
\echo Use "CREATE EXTENSION ratione" to load this file. \quit

-- The court's question: a name or coordinates tell the place, and a date is a
-- date, a timestamp or text. Without `known` the answer rests on ratione.known,
-- or on today: stable. With it, on nothing but arguments, law and record:
-- immutable as long as these files stay what they are, so that a query over
-- several servers may be answered by each of them (sql/postgres/shards).
DO $create$
DECLARE
  name text;
  gives text;
  columns text;
  day text;
  place text;
BEGIN
  FOREACH name IN ARRAY ARRAY['conclusion', 'basis', 'reason', 'answer'] LOOP
    columns := '';
    gives := 'RETURNS text';
    IF name = 'answer' THEN
      columns := ', OUT territory text, OUT attribution text, OUT near_border text, '
                 'OUT conclusion text, OUT basis text, OUT state text, OUT citation text, '
                 'OUT residual text, OUT reason text';
      gives := '';
    END IF;
    FOREACH day IN ARRAY ARRAY['date', 'timestamp', 'text'] LOOP
      FOREACH place IN ARRAY ARRAY['place text',
                                   'latitude double precision, longitude double precision'] LOOP
        EXECUTE format(
          'CREATE FUNCTION ratione_%s(date %s, %s, suspect text DEFAULT NULL, '
          'crime text DEFAULT NULL, trigger text DEFAULT NULL, registered_in text DEFAULT NULL, '
          'age integer DEFAULT NULL%s) %s AS ''MODULE_PATHNAME'', ''ratione_%s'' '
          'LANGUAGE C STABLE PARALLEL SAFE COST 10', name, day, place, columns, gives, name);
        EXECUTE format(
          'CREATE FUNCTION ratione_%s(date %s, %s, suspect text, crime text, trigger text, '
          'registered_in text, age integer, known date%s) %s '
          'AS ''MODULE_PATHNAME'', ''ratione_%s'' '
          'LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10', name, day, place, columns, gives, name);
      END LOOP;
    END LOOP;
  END LOOP;
  FOREACH day IN ARRAY ARRAY['date', 'timestamp', 'text'] LOOP
    EXECUTE format(
      'CREATE FUNCTION ratione_territory(latitude double precision, longitude double precision, '
      'date %s) RETURNS text AS ''MODULE_PATHNAME'' '
      'LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10', day);
    EXECUTE format(
      'CREATE FUNCTION ratione_status(instrument text, state text, date %s) RETURNS text '
      'AS ''MODULE_PATHNAME'' LANGUAGE C STABLE PARALLEL SAFE COST 10', day);
    EXECUTE format(
      'CREATE FUNCTION ratione_status(instrument text, state text, date %s, known date) '
      'RETURNS text AS ''MODULE_PATHNAME'' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10', day);
  END LOOP;
END
$create$;

CREATE FUNCTION ratione_status(instrument text, state text) RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 10;

-- The rows of `ratione dates`. A day of which only a range is known is written
-- "first/last".
CREATE FUNCTION ratione_acts(instrument text,
  OUT act_id text, OUT state text, OUT kind text, OUT deposited text, OUT effective text,
  OUT outcome text, OUT named_effective text, OUT citation text) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE ROWS 300;

CREATE FUNCTION ratione_acts(instrument text, known date,
  OUT act_id text, OUT state text, OUT kind text, OUT deposited text, OUT effective text,
  OUT outcome text, OUT named_effective text, OUT citation text) RETURNS SETOF record
AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE ROWS 300;
