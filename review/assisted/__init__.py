"""What a chat model adds to answers, with code having the last word."""
