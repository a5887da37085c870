"""Words: templates by act. `[a|b]` is a choice, `{slot}` is filled in, `?need: …` is said only by whom it fits."""
