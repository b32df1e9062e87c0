"""The work of each command, in a worker process: a request in, bytes out. Nothing here imports click."""
