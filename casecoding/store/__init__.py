"""The study on disk or on a server: tables, log, queries. Rows never leave this package."""
