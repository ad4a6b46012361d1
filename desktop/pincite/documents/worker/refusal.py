"""Why a request cannot be met."""


class Refusal(Exception):
    """A request that cannot be met; `kind` is one of the words of `errors.from_answer`."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail
