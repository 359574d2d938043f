"""Run the command line as a module."""

from casecoding.cli import main

main()
