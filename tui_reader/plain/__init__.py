"""The reader without a screen: one line after another, for screen readers and pipes."""
