"""Commands: every act that writes to a library, as frozen data."""
