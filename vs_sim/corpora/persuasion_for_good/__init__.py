"""PersuasionForGood: its reader, codings, figures, reference data and participants."""
