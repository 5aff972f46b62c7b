"""The earth as maps need it: distances on a sphere, a projection, and the outlines of countries."""
