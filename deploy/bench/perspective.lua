-- For wrk: POST /v1alpha1/comments:analyze of six attributes with one made-up comment each, as scores.lua does.
-- LANGUAGES is what the request says of languages: '"languages":["en"],' or how others are answered.
local requests = {}
local n = 0

function init()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  local path = "/v1alpha1/comments:analyze?key=" .. os.getenv("SITE_KEY")
  for text in io.lines(os.getenv("TEXTS")) do
    requests[#requests + 1] = wrk.format(nil, path, nil, '{"comment":{"text":' .. text .. '},'
      .. (os.getenv("LANGUAGES") or "") .. '"requestedAttributes":{"TOXICITY":{},"SEVERE_TOXICITY":{},'
      .. '"IDENTITY_ATTACK":{},"INSULT":{},"PROFANITY":{},"THREAT":{}}}')
  end
end

function request()
  n = n % #requests + 1
  return requests[n]
end

-- One line that perspective.sh reads: whatever is not a 200 counts as an error.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT requests_per_second=%.0f p50_ms=%.2f p99_ms=%.2f errors=%d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
