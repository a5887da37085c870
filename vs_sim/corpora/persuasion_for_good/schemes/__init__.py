"""One file per coding: its codebook and the rules that apply it."""
