"""The verbs, one file a group: the only place that reads files, environment and clock, and wires everything."""
