"""One function per thing a person wants to do; pages and command line say the same words."""
