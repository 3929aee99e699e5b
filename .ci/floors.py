"""Runs the scores and fails where one is below the floor reached so far. Raise the floors as they rise."""

import contextlib, importlib.util, io, os, sys

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


hits, traps, wrong, _ = quietly(score.seed, binary)
found, total, false, _ = quietly(score.mutants, binary, os.path.join(folder, "mutants-dev.jsonl.gz"))
clean = quietly(score.clean, binary, os.path.join(folder, "releases-dev.jsonl.gz"))

floors = [
    ("seed: places found", hits >= 25),
    ("seed: no trap sprung", traps == 0),
    ("seed: no error that is none", wrong == 0),
    ("mutants: found", found >= 169),
    ("mutants: no false alarm on controls", false == 0),
    ("releases: errors an article", clean["error"] <= 0.01),
    ("releases: warnings an article", clean["warning"] <= 0.6),
]
failed = [name for name, held in floors if not held]
print(f"{len(floors) - len(failed)} passed, {len(failed)} failed" + "".join(f"\n  below its floor: {name}" for name in failed))
sys.exit(bool(failed))
