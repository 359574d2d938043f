"""What the workbench costs, as ratios within one run: `make bench`."""
