"""Tests, benches and samples. A package of its own: some dependencies install one named so, too."""
