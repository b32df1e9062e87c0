"""What each command does, in a worker process: a request in, bytes out. Nothing here knows click."""
