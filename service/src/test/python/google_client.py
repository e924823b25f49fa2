"""Google's own client for Python against the service: what it makes of our discovery document.

Usage: google_client.py URL KEY
"""
import sys

from googleapiclient import discovery
from googleapiclient.errors import HttpError

url, key = sys.argv[1:]
TEXT = "What a stupid idea, you idiot."


def client(with_key):
    return discovery.build(
        "commentanalyzer",
        "v1alpha1",
        developerKey=with_key,
        discoveryServiceUrl=url + "/$discovery/rest?version=v1alpha1",
        cache_discovery=False,
    )


def refused(call):
    try:
        call.execute()
    except HttpError as error:
        return error.resp.status, str(error)
    raise AssertionError("an error expected")


comments = client(key).comments()
request = {
    "comment": {"text": TEXT},
    "languages": ["en"],
    "requestedAttributes": {"TOXICITY": {}, "INSULT": {}},
    "spanAnnotations": True,
    "clientToken": "t-1",
}
answer = comments.analyze(body=request).execute()
assert sorted(answer["attributeScores"]) == ["INSULT", "TOXICITY"], answer
assert answer["attributeScores"]["INSULT"]["summaryScore"]["value"] > 0.5, answer
span = answer["attributeScores"]["INSULT"]["spanScores"][0]
assert (span["begin"], span["end"]) == (0, len(TEXT)), answer
assert answer["languages"] == ["en"] and answer["clientToken"] == "t-1", answer

suggestion = {"comment": {"text": TEXT}, "attributeScores": {"INSULT": {"summaryScore": {"value": 1}}}}
assert "detectedLanguages" in comments.suggestscore(body=suggestion).execute()

status, message = refused(comments.analyze(body=dict(request, languages=["om"])))
assert status == 400 and "does not support request languages: om" in message, message
status, message = refused(client("wrong").comments().analyze(body=request))
assert status == 400 and "API key not valid" in message, message
print("google_client: as expected")
