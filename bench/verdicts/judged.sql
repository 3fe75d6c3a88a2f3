-- Verdicts by joins: one row of `cases` for each row and each side of the
-- disputes about statehood that touch it (`worlds`), with what holds for the
-- State of the place (t_) and of the suspect (n_); then the widest and the
-- narrowest reading of every other dispute. No is 0, perhaps 1, yes 2.
-- DuckDB and SQLite read the same text; {WHERE} says which rows, {WORLDS} how
-- many sides.
WITH cases AS (
  SELECT r.id, w.front, r.suspect, r.crime, r.trig, c.war, c.added,
         c.begins > r.day AS early,
         l.state AS t_state, coalesce(rf.reach, 0) AS referral,
         tm.state IS NOT NULL AS t_party,
         tm.gone = 1 AND tk.state IS NULL AS t_lost,
         coalesce(tc.sure, -1) AS t_accepted,
         ta.reach AS t_special, ta.open AS t_open,
         CASE WHEN NOT c.war OR tx.state IS NULL THEN 0
              WHEN tx.half = 0 THEN 2 ELSE 0 END AS t_out_wide,
         CASE WHEN NOT c.war OR tx.state IS NULL THEN 0
              WHEN tx.half = 0 OR r.suspect = l.state THEN 2
              WHEN r.suspect IS NULL THEN 1 ELSE 0 END AS t_out,
         CASE WHEN tg.state IS NULL THEN 0 WHEN r.suspect IS NULL THEN 1
              WHEN r.suspect = tg.about THEN 2 ELSE 0 END AS t_given,
         nm.state IS NOT NULL AS n_party,
         nm.gone = 1 AND nk.state IS NULL AS n_lost,
         coalesce(nc.sure, -1) AS n_accepted,
         na.state IS NOT NULL AS n_special,
         CASE WHEN c.war AND nx.half = 0 THEN 2 ELSE 0 END AS n_out_wide,
         CASE WHEN NOT c.war OR nx.state IS NULL THEN 0
              WHEN nx.half = 2 THEN 1 ELSE 2 END AS n_out,
         coalesce(nd.reach, 0) AS n_declined
  FROM rows r
  JOIN crimes c ON c.crime = r.crime
  JOIN worlds w ON {WORLDS}
  LEFT JOIN land l ON l.place = r.territory AND l.day_from <= r.day AND r.day < l.day_until
                  AND l.p <= w.p AND l.k_from <= w.k AND w.k <= l.k_to
  LEFT JOIN members tm ON tm.state = l.state AND tm.day_from <= r.day AND r.day < tm.day_until
                      AND tm.doubted <= w.p
  LEFT JOIN kept tk ON tk.state = l.state AND tk.place = r.territory
                   AND tk.day_from <= r.day AND r.day < tk.day_until
  LEFT JOIN consents tc ON tc.state = l.state AND tc.crime = r.crime
                       AND tc.day_from <= r.day AND r.day < tc.day_until
  LEFT JOIN acceptances ta ON ta.state = l.state AND ta.place = r.territory
                          AND ta.day_from <= r.day AND r.day < ta.day_until AND ta.doubted <= w.p
  LEFT JOIN opt_outs tx ON tx.state = l.state AND tx.day_from <= r.day AND r.day < tx.day_until
  LEFT JOIN agreements tg ON tg.state = l.state AND tg.day_from <= r.day
  LEFT JOIN referrals rf ON rf.place = r.territory AND rf.day_from <= r.day
  LEFT JOIN nationals n ON n.state = r.suspect AND n.day_from <= r.day AND r.day < n.day_until
                       AND n.k_from <= w.k AND w.k <= n.k_to
  LEFT JOIN members nm ON nm.state = n.whole AND nm.day_from <= r.day AND r.day < nm.day_until
                      AND nm.doubted <= w.p
  LEFT JOIN kept nk ON nk.state = n.whole AND nk.place = r.territory
                   AND nk.day_from <= r.day AND r.day < nk.day_until
  LEFT JOIN consents nc ON nc.state = r.suspect AND nc.crime = r.crime
                       AND nc.day_from <= r.day AND r.day < nc.day_until
  LEFT JOIN acceptances_abroad na ON na.state = r.suspect
                                 AND na.day_from <= r.day AND r.day < na.day_until
  LEFT JOIN opt_outs nx ON nx.state = coalesce(r.suspect, -1)
                       AND nx.day_from <= r.day AND r.day < nx.day_until
  LEFT JOIN declined nd ON nd.state = r.suspect AND nd.day_from <= r.day AND r.day < nd.day_until
  WHERE {WHERE} AND r.day >= {ENTRY}
), ways AS (
  SELECT *,
    CASE WHEN t_party THEN 2 - t_out_wide ELSE 0 END AS soil_wide,
    CASE WHEN t_party AND NOT t_lost
         THEN least(2 - t_out, 2 - t_given, 2 - n_out) ELSE 0 END AS soil,
    CASE WHEN suspect IS NULL THEN 1 WHEN n_party THEN 2 - n_out_wide ELSE 0 END AS person_wide,
    CASE WHEN suspect IS NULL THEN least(1, 2 - t_out)
         WHEN n_party AND NOT n_lost THEN least(2 - n_out, 2 - t_out) ELSE 0 END AS person,
    coalesce(t_special, 0) AS there_wide,
    CASE WHEN t_special IS NULL THEN 0
         WHEN suspect = t_state THEN least(t_special, 2 - t_out, 2 - t_given)
         ELSE least(t_special, 2 - t_out, 2 - t_given, 2 - n_out) END AS there,
    CASE WHEN n_special THEN 2 ELSE 0 END AS abroad_wide,
    CASE WHEN n_special THEN 2 - n_out ELSE 0 END AS abroad
  FROM cases
), bars AS (
  SELECT *,
    CASE WHEN added = 0 THEN 0
         WHEN early THEN 2
         WHEN added = 1 THEN
           CASE WHEN t_state IS NOT NULL AND NOT t_party THEN 2
                WHEN suspect IS NULL THEN 1
                WHEN NOT n_party THEN 2
                WHEN (t_state IS NULL OR t_accepted < 0) AND n_accepted < 0 THEN 2
                ELSE n_declined END
         ELSE greatest(CASE WHEN t_party AND t_accepted < 0 THEN 2 ELSE 0 END,
                       CASE WHEN suspect IS NULL THEN 1
                            WHEN n_party AND n_accepted < 0 THEN 2 ELSE 0 END) END AS bar_wide,
    CASE WHEN added = 0 THEN 0
         WHEN early THEN 2
         WHEN added = 1 THEN
           CASE WHEN t_state IS NOT NULL AND (NOT t_party OR t_accepted < 1) THEN 2
                WHEN suspect IS NULL THEN 1
                WHEN NOT n_party OR n_accepted < 1 THEN 2
                ELSE n_declined END
         ELSE greatest(CASE WHEN t_party AND t_accepted < 1 THEN 2 ELSE 0 END,
                       CASE WHEN suspect IS NULL THEN 1
                            WHEN NOT n_party OR n_accepted < 1 THEN 2 ELSE 0 END) END AS bar,
    CASE WHEN added > 0 AND early THEN 2 ELSE 0 END AS council_bar_wide,
    CASE WHEN added > 0 AND early THEN 2
         WHEN added < 2 THEN 0
         ELSE greatest(CASE WHEN t_party AND t_accepted < 1 THEN 2 ELSE 0 END,
                       CASE WHEN suspect IS NULL THEN 1
                            WHEN n_party AND n_accepted < 1 THEN 2 ELSE 0 END) END AS council_bar
  FROM ways
), judged AS (
  SELECT id, front,
    greatest(
      CASE WHEN trig = 2 THEN 0 ELSE
        least(greatest(soil_wide, person_wide, there_wide, abroad_wide), 2 - bar_wide) END,
      CASE WHEN trig < 2 THEN 0 ELSE least(referral, 2 - council_bar_wide) END) AS wide,
    greatest(
      CASE WHEN trig = 2 THEN 0 ELSE
        least(greatest(soil, person, there, abroad), 2 - bar) END,
      CASE WHEN trig < 2 THEN 0 ELSE least(referral, 2 - council_bar) END) AS narrow,
    CASE WHEN trig < 2 OR trig = 3 AND
              least(greatest(soil_wide, person_wide, there_wide, abroad_wide), 2 - bar_wide) = 2 THEN
           CASE WHEN soil_wide = 2 THEN 65536 + t_state
                WHEN person_wide = 2 THEN 131072 + suspect
                WHEN there_wide = 2 THEN 196608 + t_state
                ELSE 196608 + suspect END
         ELSE 262144 + 65535 END AS reason,
    war AND t_open = 1 AND n_out = 2 AS open
  FROM bars
)
