"""YAML of which every value is the text that stands there."""

from typing import Any

import yaml

_DEEPEST = 30


class PlainLoader(yaml.SafeLoader):
    """Loads lists, mappings and texts: "1.10" is a version, and "2021-08-01" a date as typed.

    Aliases are refused: no format read here needs any, and a few can unfold without end.
    """

    def compose_node(self, parent: Any, index: Any) -> Any:
        """A node as PyYAML composes it, unless it repeats another."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)

    def fetch_flow_collection_start(self, token: Any) -> None:
        """The beginning of "[" or "{"; PyYAML takes time by the square of how deep they nest."""
        if self.flow_level > _DEEPEST:
            raise yaml.YAMLError("nested too deeply")
        super().fetch_flow_collection_start(token)


PlainLoader.yaml_implicit_resolvers = {}
