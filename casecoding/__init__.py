"""casecoding: a qualitative case-study coding workbench that reads Danish."""
