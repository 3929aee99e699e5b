-- Loads the server with texts of mixed sizes, for wrk:
--
--     factlint serve --no-config --port 8081 &
--     wrk -t2 -c50 -d30s --latency -s benches/serve.lua http://127.0.0.1:8081
--
-- Of ten requests six have a short text of 2 KB, three a draft of 20 KB and one a long one of 200 KB.

local file = io.open("benches/articles.txt", "rb")
local articles = file:read("*a")
file:close()

local function text(bytes)
  local copies = math.ceil(bytes / #articles)
  return string.rep(articles, copies):sub(1, bytes)
end

local sizes = { 2000, 2000, 20000, 2000, 2000, 20000, 200000, 2000, 20000, 2000 }
local requests = {}
local at = 0

function init()
  for index, bytes in ipairs(sizes) do
    requests[index] = wrk.format("POST", "/check?name=draft.txt&date=2024-03-12", nil, text(bytes))
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  io.write(string.format("%d requests, %d errors; p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n",
    summary.requests, errors, latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
