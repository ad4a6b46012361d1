"""`import --dry-run`: what an import would do, in text and JSON."""

from typing import Any

from pincite.cli.result import InputError, Result
from pincite.model.creators import short_names
from pincite.model.dates import year
from pincite.services.import_plans import ImportPlan, Source
from pincite.services.pasting import Passage
from pincite.services.references import Candidate, ReferencePlan, Standing, at_line

_WORDS = {
    Standing.NEW: "new", Standing.KNOWN: "known", Standing.IN_DOUBT: "in doubt",
    Standing.REPEATED: "repeated",
}  # fmt: skip


def plan_result(plan: ImportPlan, errors: tuple[InputError, ...] = ()) -> Result:
    """The plan as the result of a subcommand; lists that cannot be read are errors."""
    failed = tuple(InputError(name, message) for name, message in plan.failed)
    data = {
        "dry_run": True,
        "lists": [_list_shape(each) for each in plan.lists],
        "others": [_name(source) for source in plan.others],
    }
    lines = [line for each in plan.lists for line in _list_lines(each)]
    lines += [f"other  {_name(source)}" for source in plan.others]
    lines.append("Nothing was imported.")
    return Result(data, "\n".join(lines), (*errors, *failed))


def _name(source: Source) -> str:
    return source.name if isinstance(source, Passage) else str(source)


def _list_shape(plan: ReferencePlan) -> dict[str, Any]:
    return {
        "path": str(plan.path),
        "format": plan.file.format,
        "counts": {_WORDS[s].replace(" ", "_"): plan.count(s) for s in Standing},
        "references": [_shape(candidate) for candidate in plan.candidates],
        "problems": [{"line": line, "message": message} for line, message in plan.problems],
    }


def _shape(candidate: Candidate) -> dict[str, Any]:
    reference, like = candidate.reference, candidate.like
    draft = reference.draft
    return {
        "standing": _WORDS[candidate.standing].replace(" ", "_"),
        "line": reference.line,
        "type": draft.type,
        "title": draft.fields.get("title", ""),
        "creators": [creator.full for creator in draft.creators],
        "year": year(draft.dates.get("issued", "")),
        "like": {"item": like.key, "title": like.title} if like else None,
        "twin_line": candidate.twin.line if candidate.twin else None,
        "files": [str(path) for path in candidate.files],
        "missing_files": list(candidate.missing_files),
        "remarks": [{"line": line, "message": message} for line, message in reference.remarks],
    }


def _list_lines(plan: ReferencePlan) -> list[str]:
    counts = ", ".join(
        f"{plan.count(standing)} {_WORDS[standing]}"
        for standing in Standing
        if plan.count(standing)
    )
    broken = f", {len(plan.problems)} broken" if plan.problems else ""
    lines = [f"{plan.path} ({plan.file.format}): {counts}{broken}"]
    for candidate in plan.candidates:
        lines += _candidate_lines(candidate)
    return lines + [f"  broken    {at_line(*problem)}" for problem in plan.problems]


def _candidate_lines(candidate: Candidate) -> list[str]:
    draft = candidate.reference.draft
    names = short_names(draft.creators) or "no author"
    issued = year(draft.dates.get("issued", ""))
    title = " ".join(draft.fields.get("title", "").split()) or "no title"
    like = f" = {candidate.like.key}" if candidate.like is not None else ""
    if candidate.twin is not None:
        like = f" = line {candidate.twin.line}"
    word = _WORDS[candidate.standing]
    lines = [f"  {word:8}  {names} {issued or 'n.d.'}: {title}{like}"]
    lines += [f"            {at_line(*remark)}" for remark in candidate.reference.remarks]
    return lines + [f"            Its file “{n}” was not found." for n in candidate.missing_files]
