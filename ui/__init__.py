"""Faces: the command line and the browser. They draw domain objects and decide nothing."""
