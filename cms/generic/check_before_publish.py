"""Asks `factlint serve` before an article is published: check_before_publish.py FILE [ADDRESS].

Ends with 1 where the article has an error, and with 2 where it could not be checked.
"""

import datetime
import json
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request


def check(address, name, data):
    query = urllib.parse.urlencode({"name": name, "date": datetime.date.today().isoformat(), "unit": "utf-32"})
    request = urllib.request.Request(f"{address}/check?{query}", data=data, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise OSError(json.load(error)["error"]) from error


def main(file, address="http://127.0.0.1:8081"):
    path = pathlib.Path(file)
    try:
        answer = check(address, path.name, path.read_bytes())
    except OSError as error:
        print(f"{file} is not checked: {error}", file=sys.stderr)
        return 2
    for finding in answer["findings"]:
        words = answer["text"][finding["start"] : finding["end"]]
        print(f"{finding['severity']}[{finding['rule']}] “{words}”: {finding['message']}")
    return int(any(finding["severity"] == "error" for finding in answer["findings"]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
