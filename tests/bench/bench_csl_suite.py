"""The official CSL test suite in the engine of the citation process.

Prints how many of the fixtures come out exactly as the suite says, the names of those that do not,
and whether they are the ones expected to fail. Run:
`python tests/bench/bench_csl_suite.py [FOLDER]`.
"""

import json
import re
import sys
import time
from pathlib import Path

from pincite import assets
from pincite.citing import styles
from pincite.citing.csl_worker.requests import EngineError, Request
from pincite.citing.csl_worker.v8 import Document

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "csl-test-suite"
FAILS = Path(__file__).with_name("csl_suite_fails.txt")
CITING = ("position", "locator", "disambiguate", "collapse")
"""The kinds of fixtures that page citations stand on: the beginnings of their names."""

HARNESS = r"""
function fixture(task) {
  // The form of results is that of the suite: for a list of edits, each citation with its index,
  // those that the last edit rendered marked with ">>".
  var engine = pincite.engine();
  pincite.feed(task.items);
  engine.setOutputFormat("html");
  var texts = [];
  if (task.citations) {
    var made = {}, last = {};
    task.citations.forEach(function (edit) {
      last = {};
      engine.processCitationCluster(edit[0], edit[1], edit[2])[1].forEach(function (entry) {
        made[entry[2]] = entry[1];
        last[entry[2]] = true;
      });
    });
    engine.registry.citationreg.citationByIndex.forEach(function (citation, index) {
      var id = citation.citationID;
      texts.push((last[id] ? ">>" : "..") + "[" + index + "] " + made[id]);
    });
  } else {
    var ids = task.items.map(function (item) { return "" + item.id; });
    engine.updateItems(ids);
    var listed = engine.registry.reflist.map(function (entry) { return {id: entry.id}; });
    var clusters = task.clusters || [listed];
    texts = clusters.map(function (cluster) { return engine.makeCitationCluster(cluster); });
  }
  if (task.mode === "bibliography") {
    var shell = engine.fun.decorate;
    return shell.bibstart + pincite.bibliography().entries.join("") + shell.bibend;
  }
  return texts.join("\n");
}
"""
_BEGIN = re.compile(r"^.*>>===*\s([A-Z0-9-]+)\s.*=>>")
_END = re.compile(r"^.*<<===*\s([A-Z0-9-]+)\s.*=<<")


def expected_fails() -> frozenset[str]:
    """Names of the fixtures that are known to fail."""
    lines = FAILS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def sections(text: str) -> dict[str, str]:
    """The parts of a fixture by name."""
    found: dict[str, str] = {}
    name, lines = "", list[str]()
    for line in text.replace("\r\n", "\n").split("\n"):
        begin, end = _BEGIN.match(line), _END.match(line)
        if not name and begin:
            name, lines = begin[1], []
        elif name and end and end[1] == name:
            found[name], name = "\n".join(lines), ""
        elif name:
            lines.append(line)
    return found


def run(source: str, fixture: dict[str, str]) -> str:
    """What the engine makes of a fixture, in the suite's own form."""
    locale = styles.default_locale(fixture["CSL"]) or "en-US"
    request = Request(fixture["CSL"], locale, styles.locales_for(locale), [], [], options={})
    document = Document(source + HARNESS, request)
    try:
        task = {
            "mode": fixture["MODE"].strip(),
            "items": json.loads(fixture["INPUT"]),
            "citations": json.loads(fixture.get("CITATIONS", "null")),
            "clusters": json.loads(fixture.get("CITATION-ITEMS", "null")),
        }
        return str(document._eval(f"fixture(JSON.parse({json.dumps(json.dumps(task))}))"))
    finally:
        document.close()


def main(folder: Path) -> int:
    """Run all fixtures; the exit status is 1 when others fail than expected."""
    files = sorted(folder.glob("*.txt"))
    if not files:
        print(f"There is no CSL test suite in {folder}.")
        return 2
    file_of_engine = assets.citeproc_js()
    if file_of_engine is None:
        print("citeproc-js is not installed; run the set-up again.")
        return 2
    source = file_of_engine.read_text(encoding="utf-8")
    failed: dict[str, tuple[str, str]] = {}
    began = time.perf_counter()
    for file in files:
        fixture = sections(file.read_text(encoding="utf-8-sig"))
        wanted = fixture["RESULT"].strip()
        try:
            got = run(source, fixture).strip()
        except EngineError as error:
            got = f"error: {error}"
        if got != wanted:
            failed[file.stem] = (wanted, got)
    seconds = time.perf_counter() - began
    print(f"{len(files) - len(failed)} of {len(files)} in {seconds:.0f} s")
    of_citing = [file.stem for file in files if file.stem.partition("_")[0] in CITING]
    good = sum(stem not in failed for stem in of_citing)
    print(f"{' + '.join(CITING)}: {good} of {len(of_citing)}")
    expected = expected_fails()
    for stem, (wanted, got) in failed.items():
        mark = "expected" if stem in expected else "NEW"
        print(f"{mark}: {stem}\n  wanted {wanted!r}\n  got    {got!r}")
    return int(set(failed) != expected)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
