"""One function for each noun, with defaults that make a valid thing. Pass only what the test is about."""
