"""Files attached to what people write: judged by their content, kept out of reach, handed out by a view."""
