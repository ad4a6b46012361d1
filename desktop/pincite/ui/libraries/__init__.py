"""Several libraries: opened, made, moved, kept safe."""
