"""One file per variant. Variants do not know each other; what they share lives in `criteria/`."""
