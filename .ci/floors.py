"""Runs the scores and fails where one is below the floor reached so far. Raise the floors as they rise."""

import contextlib, importlib.util, io, os, re, subprocess, sys

folder, binary = sys.argv[1:3]
spec = importlib.util.spec_from_file_location("score", os.path.join(folder, "score.py"))
score = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode = True
spec.loader.exec_module(score)


def quietly(f, *arguments):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        result = f(*arguments)
    print(out.getvalue().strip().splitlines()[-1])
    return result


def numbers(script, *files, lines=1):
    """The numbers in the last lines of what a script prints."""
    command = [sys.executable, os.path.join(folder, script), binary, *(os.path.join(folder, f) for f in files)]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip().splitlines()[-lines:]
    print("\n".join(out))
    return [float(n) for line in out for n in re.findall(r"[0-9]+(?:\.[0-9]+)?", line)]


hits, traps, wrong, _ = quietly(score.seed, binary)
found, total, false, _ = quietly(score.mutants, binary, os.path.join(folder, "mutants-dev.jsonl.gz"))
clean = quietly(score.clean, binary, os.path.join(folder, "releases-dev.jsonl.gz"))
slips, _, lookalikes, _, _ = numbers("slips.py", "slips-dev.jsonl.gz")
cases, _, like, _, severe = numbers("slips.py", "field-dev.jsonl")
errors, right, _, bad, _, _, _, _, warnings, sound, _, false_, *_ = numbers(
    "news.py", "news-dev.jsonl.gz", "news-dev-judged.jsonl", lines=2
)

floors = [
    ("seed: places found", hits >= 25),
    ("seed: no trap sprung", traps == 0),
    ("seed: no error that is none", wrong == 0),
    ("mutants: found", found >= 168),
    ("mutants: no false alarm on controls", false == 0),
    ("releases: errors an article", clean["error"] <= 0.01),
    ("releases: warnings an article", clean["warning"] <= 0.4),
    ("slips: found", slips >= 193),
    ("slips: look-alikes flagged", lookalikes <= 1),
    ("cases from the field: found", cases >= 23),
    ("cases from the field: no look-alike flagged", like == 0 and severe == 0),
    ("news: errors an article", errors <= 0.0265),
    ("news: warnings an article", warnings <= 0.166),
    ("news: findings judged right are found", right >= 38 and sound >= 93),
    ("news: findings judged wrong that still come", bad == 0 and false_ <= 2),
]
failed = [name for name, held in floors if not held]
print(f"{len(floors) - len(failed)} passed, {len(failed)} failed" + "".join(f"\n  below its floor: {name}" for name in failed))
sys.exit(bool(failed))
