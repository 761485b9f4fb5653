"""The front door: settings, URLs, the command line, the supervisor and the embedded database."""
