-- For wrk: POST /v1/scores with one made-up comment each, taken in turn from the file TEXTS names.
local requests = {}
local n = 0

function init()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Authorization"] = "Bearer " .. os.getenv("SITE_KEY")
  for text in io.lines(os.getenv("TEXTS")) do
    requests[#requests + 1] = wrk.format(nil, nil, nil, '{"comments":[{"text":' .. text .. '}]}')
  end
end

function request()
  n = n % #requests + 1
  return requests[n]
end

-- One line that run.sh reads: whatever is not a 200 counts as an error.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT requests_per_second=%.0f p50_ms=%.2f p99_ms=%.2f errors=%d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
