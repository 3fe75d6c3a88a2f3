-- The status of one State, each request on another day: 27 years, then again.
-- With `states` as an argument, of another State each time too, so that hardly
-- any answer was given before.
local states = { "RUS", "UKR", "ZAF", "BDI", "GMB", "TCD", "CHE", "USA", "PHL", "KEN", "SDN", "UGA",
                 "COD", "CAF", "MLI", "CIV", "GEO", "AFG", "PSE", "VEN", "BGD", "MMR", "LBY", "COL" }
local many, threads = false, 0

function setup(thread)
  thread:set("first", threads * 1000003)
  threads = threads + 1
end

function init(arguments)
  many = arguments[1] == "states"
  at = first
end

function request()
  at = at + 7919
  local day = os.date("!%Y-%m-%d", 899164800 + (at % 9900) * 86400)
  local state = many and states[math.floor(at / 9900) % #states + 1] or states[1]
  local known = many and string.format("&known=2016-11-%02d", 1 + at % 28) or "&known=2016-11-16"
  return wrk.format("GET", "/api/v1/status/rome-statute?on=" .. day .. known .. "&state=" .. state)
end

function done(summary, latency)
  io.write(string.format("rate %.0f p50 %.3f p99 %.3f errors %d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status +
      summary.errors.timeout))
end
