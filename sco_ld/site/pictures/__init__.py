"""Pictures as SVG, made with the standard library: percent for x, pixels for y and letters, so that no letter shrinks."""
