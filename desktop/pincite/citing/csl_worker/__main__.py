"""The loop of the citation process."""

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO, Protocol

from pincite.citing.csl_worker.requests import Answer, EngineError, Json, Request


class Engine(Protocol):
    """What formats documents."""

    def render(self, request: Request) -> Answer:
        """Format a document or raise `EngineError`."""

    def close(self) -> None:
        """Free what is held."""


def main(arguments: list[str]) -> None:
    """Answer requests until standard input ends.

    Args:
        arguments: the path of citeproc-js; none to format with citeproc-py.
    """
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the answers.
    os.dup2(2, 1)
    engine = _engine(arguments)
    try:
        serve(engine, sys.stdin.buffer, answers)
    finally:
        engine.close()
        answers.flush()
        # V8's threads can keep the interpreter from ending.
        os._exit(0)


def serve(engine: Engine, requests: BinaryIO, answers: BinaryIO) -> None:
    """Read requests line by line and write an answer to each."""
    for line in requests:
        message = json.loads(line)
        answers.write(json.dumps(_answer(engine, message)).encode() + b"\n")
        answers.flush()


def _answer(engine: Engine, message: Json) -> Json:
    try:
        answer = engine.render(Request.from_json(message)).to_json()
    except EngineError as error:
        answer = {"error": str(error), "kind": error.kind}
    # The process boundary: the client makes a sentence of it.
    except Exception as error:  # noqa: BLE001
        answer = {"error": repr(error), "kind": "engine"}
    answer["id"] = message.get("id")
    return answer


def _engine(arguments: list[str]) -> Engine:
    if arguments:
        try:
            from pincite.citing.csl_worker import v8

            return v8.Engines(Path(arguments[0]))
        except (ImportError, OSError, RuntimeError) as error:
            sys.stderr.write(f"citeproc-js cannot be used: {error}\n")
    from pincite.citing.csl_worker import plain

    return plain.Engines()


if __name__ == "__main__":
    main(sys.argv[1:])
