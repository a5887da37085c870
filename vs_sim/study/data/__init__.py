"""What is measured: samples, references and their figures."""
