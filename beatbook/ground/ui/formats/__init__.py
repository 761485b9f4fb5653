"""How numbers and dates are written, where a language of ours would write them another way."""
